using System.Security.Cryptography;
using CentralOps.Domain.Content;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>Pictures that designers work with are in the content store, where every node finds them, and leave it after a while.</summary>
public sealed class TemplatePictures(IRecognitionWorker worker, IContentStore content, IRetentionRegister retention, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Takes in the pages of an uploaded file.</summary>
    public async Task<Outcome<IReadOnlyList<UploadedPage>>> UploadAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default)
    {
        try
        {
            var pages = new List<UploadedPage>();
            foreach (var page in await worker.CaptureAsync(file, fileName, cancel))
                pages.Add(new UploadedPage(await KeepAsync(page.Image, cancel), page.Width, page.Height, page.Dpi));
            return pages;
        }
        catch (RecognitionFailed failed)
        {
            return new Refusal(failed.Code);
        }
        catch (ContentNotStored failed)
        {
            return new Refusal(failed.Code);
        }
    }

    /// <summary>Keeps a picture for a while. A picture that is there already may be a case's: how long it stays is not ours to say.</summary>
    /// <returns>Its content hash.</returns>
    public async Task<string> KeepAsync(byte[] picture, CancellationToken cancel = default)
    {
        if (await content.ExistsAsync(Convert.ToHexStringLower(SHA256.HashData(picture)), cancel)) return await content.PutAsync(picture, cancel);
        var hash = await content.PutAsync(picture, cancel);
        await retention.KeepAsync([hash], clock.GetUtcNow() + Kept, cancel);
        return hash;
    }

    /// <summary>Keeps the picture of a blank form, which belongs to a template's versions and stays.</summary>
    public Task<string> KeepFormAsync(byte[] png, CancellationToken cancel = default) => content.PutAsync(png, cancel);
}

/// <summary>A page of an uploaded file.</summary>
/// <param name="Hash">Content hash.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Dpi">Dots per inch; 0 = unknown.</param>
public sealed record UploadedPage(string Hash, int Width, int Height, double Dpi);
