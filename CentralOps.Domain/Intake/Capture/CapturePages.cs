using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Content;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake.Capture;

/// <summary>Reads a teller's file into pages, judges them and keeps their images.</summary>
public sealed class CapturePages(IRecognitionWorker worker, IContentStore content, ICaseReader cases, IStaffDirectory staff)
{
    /// <summary>Reads a file. Refusals: <see cref="CaptureRefusals"/>.</summary>
    public async Task<Outcome<IReadOnlyList<DraftPage>>> CaptureAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return CaptureRefusals.NotATeller;
        if (file.IsEmpty) return CaptureRefusals.Empty(fileName);
        IReadOnlyList<CapturedPage> captured;
        try
        {
            captured = await worker.CaptureAsync(file, fileName, cancel);
        }
        catch (RecognitionFailed e)
        {
            return CaptureRefusals.Unusable(e, fileName);
        }

        var pages = new List<DraftPage>();
        try
        {
            foreach (var page in captured)
            {
                var image = await content.PutAsync(page.Image, cancel);
                var thumbnail = await content.PutAsync(page.Thumbnail, cancel);
                var twin = await cases.OtherCaseAsync(null, "page", image, openOnly: true, cancel: cancel);
                pages.Add(new DraftPage(Ids.New(), image, thumbnail, page.Width, page.Height,
                    unchecked((long)page.PerceptualHash), fileName, page.Problems, twin));
            }
        }
        catch (ContentNotStored e)
        {
            return new Refusal(e.Code);
        }

        return pages;
    }
}

/// <summary>Why a file is not taken.</summary>
internal static class CaptureRefusals
{
    public static Refusal NotATeller => new("access.denied");

    public static Refusal Empty(string fileName) => new("capture.empty", fileName);

    /// <summary>The worker says what is wrong with the file by a code of its own, unless the file was its end.</summary>
    public static Refusal Unusable(RecognitionFailed failed, string fileName) => new(failed.WorkerDied ? "capture.machine-failed" : failed.Code, fileName);
}
