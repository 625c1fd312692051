using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.PortraitStudio;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>How much memory the API takes for each 10 MB upload that is in flight, before anything is decoded.</summary>
internal static class UploadMemoryBenchmark
{
    private const int Uploads = 24;
    private const int FileBytes = 10 * 1024 * 1024;
    private const int HeldBack = 64;
    private const string Boundary = "campusphoto-benchmark";

    public static async Task RunAsync()
    {
        await using var api = await Api.CreateAsync();
        await api.StartAsync();
        await api.LogInAsync();
        await using var services = PassedSubmissions.Services(api);
        var now = TimeProvider.System.GetUtcNow();
        var enrolment = await api.EnrolAsync(services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(PassedSubmissions.Code(1, now), now));

        // A phone's motion clip after the picture makes any size.
        var portrait = Studio.Draw(new Portrait());
        await api.UploadAsync(enrolment, portrait);
        Console.WriteLine("| uploads in flight | private memory, MB | per upload, MB |");
        Console.WriteLine("| --- | --- | --- |");
        for (var round = 0; round < 3; round++)
        {
            var before = PrivateBytes(api.ProcessId);
            var sockets = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(number => SendMostAsync(api, enrolment, portrait, (round * Uploads) + number)));
            await SettledAsync(api, sockets.Length);
            var during = PrivateBytes(api.ProcessId);
            foreach (var socket in sockets) socket.Dispose();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Uploads} | {before / 1e6:0} → {during / 1e6:0} | {(during - before) / 1e6 / Uploads:0.00} |"));
        }
    }

    private static async Task<Socket> SendMostAsync(Api api, Guid enrolment, byte[] portrait, int number)
    {
        var head = Encoding.UTF8.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"enrolmentId\"\r\n\r\n{enrolment}\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo.jpg\"\r\n\r\n");
        var file = new byte[FileBytes];
        portrait.CopyTo(file, 0);
        BitConverter.TryWriteBytes(file.AsSpan(^8), number);
        var length = head.Length + file.Length + Encoding.UTF8.GetByteCount($"\r\n--{Boundary}--\r\n");
        var request = Encoding.ASCII.GetBytes(
            $"POST /api/v1/submissions HTTP/1.1\r\nHost: {api.Address.Authority}\r\nAuthorization: {api.Http.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(api.Address.Host, api.Address.Port);
        foreach (ReadOnlyMemory<byte> part in new ReadOnlyMemory<byte>[] { request, head, file.AsMemory(0, FileBytes - HeldBack) })
        {
            for (var sent = 0; sent < part.Length;) sent += await socket.SendAsync(part[sent..], SocketFlags.None);
        }

        return socket;
    }

    // All that was sent has been read once the staged files have their size.
    private static async Task SettledAsync(Api api, int count)
    {
        while (new DirectoryInfo(Path.Combine(api.Folder, "photos")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Count(file => file.Length > FileBytes - (256 * 1024)) < count)
            await Task.Yield();
    }

    private static long PrivateBytes(int processId) => File.ReadLines($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status")
        .First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024
            : 0;
}
