using System.Net;
using System.Net.Http.Headers;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// Sends each call to the next of several nodes, and what is not answered to the one after it, as the mini-program and a
/// proxy together do: with the same Idempotency-Key, after a moment where the API asks for one.
/// </summary>
internal sealed class Balancer(IReadOnlyList<ApiProcess> nodes) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);

    private int _calls;
    private int _unanswered;

    /// <summary>Calls that a node left without an answer.</summary>
    public int Unanswered => _unanswered;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var key = Guid.CreateVersion7().ToString();
        using var moments = new PeriodicTimer(Moment);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var node = nodes[(Interlocked.Increment(ref _calls) & int.MaxValue) % nodes.Count];
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Patience);
                var answer = await base.SendAsync(Copy(request, body, key, node.Address), patience.Token);
                // A node that dies may do so in the middle of its answer.
                await answer.Content.LoadIntoBufferAsync(patience.Token);
                if (!await IsToBeTriedAgainAsync(answer)) return answer;
                answer.Dispose();
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref _unanswered);
            }

            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(AtMost, $"{request.Method} {request.RequestUri}");
            await moments.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[]? body, string key, Uri node)
    {
        var copy = new HttpRequestMessage(request.Method, new Uri(node, request.RequestUri!.PathAndQuery));
        foreach (var header in request.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (request.Method == HttpMethod.Post && !copy.Headers.Contains("Idempotency-Key")) copy.Headers.Add("Idempotency-Key", key);
        if (body is null) return copy;
        copy.Content = new ByteArrayContent(body);
        copy.Content.Headers.ContentType = request.Content!.Headers.ContentType is { } type ? MediaTypeHeaderValue.Parse(type.ToString()) : null;
        return copy;
    }

    private static async Task<bool> IsToBeTriedAgainAsync(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.ServiceUnavailable
        || (answer.StatusCode == HttpStatusCode.Conflict
            && (await answer.Content.ReadAsStringAsync()).Contains("\"idempotency.in_progress\"", StringComparison.Ordinal));
}
