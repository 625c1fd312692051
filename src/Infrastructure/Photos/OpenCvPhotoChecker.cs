using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Vision;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Checks photos with OpenCV on the workers' threads.</summary>
internal sealed class OpenCvPhotoChecker(VisionWorkers workers, IOptions<PhotoCheckOptions> options) : IPhotoChecker
{
    public int Places => options.Value.Workers;

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        workers.Start();
        return workers.Ready.WaitAsync(cancellationToken);
    }

    public Task<Result<PhotoCheck>> CheckAsync(Stream photo, PhotoSpecification specification, CancellationToken cancellationToken)
    {
        var upload = specification.Upload;
        var maxBytes = (long)(upload.Bytes.Max ?? int.MaxValue);
        return workers.RunAsync(
            token => PhotoFileReader.ReadAsync(photo, maxBytes, token),
            (models, bytes, token) =>
            {
                var file = PhotoFileReader.Open(bytes, upload.ContentTypes, upload.MaxPixels);
                return file.Error is { } error ? error : new PhotoJudge(models, specification).Judge(file.Value, token);
            },
            cancellationToken);
    }
}
