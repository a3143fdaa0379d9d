using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging;
using CentralOps.Infrastructure.Imaging.Codes;
using CentralOps.Infrastructure.Imaging.Files;
using CentralOps.Infrastructure.Imaging.Layout;
using CentralOps.Infrastructure.Imaging.Quality;
using CentralOps.Infrastructure.Imaging.Seals;
using CentralOps.Infrastructure.Ocr;
using CentralOps.Infrastructure.Recognition.Reading;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>All native recognition, one call at a time. Lives in worker processes and measuring programs, never in the portal.</summary>
internal sealed class RecognitionEngine : IDisposable
{
    private readonly ImagingOptions options = new();
    private readonly PageCodes codes = new();
    private readonly TextDirection direction = new();
    private readonly SliceReader slices = new();
    private readonly LayoutFinder layouts;
    private readonly PageDecoder decoder;
    private readonly PageCapture capture;
    private readonly PageReader reader;
    private readonly SealComparer seals = new();

    /// <summary>Loads the models; about half a second.</summary>
    public RecognitionEngine()
    {
        Cv2.SetNumThreads(1); // scaled by processes
        layouts = new LayoutFinder(options);
        decoder = new PageDecoder(options);
        capture = new PageCapture(options, new PageUpright(codes, direction));
        reader = new PageReader(codes, layouts, slices);
    }

    /// <summary>See <see cref="IRecognitionWorker.CaptureAsync"/>.</summary>
    public IReadOnlyList<CapturedPage> Capture(byte[] file, string fileName) => capture.Capture(file);

    /// <summary>See <see cref="IRecognitionWorker.ReadPageAsync"/>.</summary>
    public PageReading ReadPage(byte[] page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint)
    {
        using Mat pixels = decoder.DecodeSingle(page);
        return reader.Read(pixels, templates, fields, hint) with { ReadBy = ReadingProgram.Text };
    }

    /// <summary>See <see cref="IRecognitionWorker.CompareSealsAsync"/>.</summary>
    public IReadOnlyList<SealReading> CompareSeals(byte[] page, IReadOnlyList<SealTask> tasks)
    {
        using Mat pixels = decoder.DecodeSingle(page);
        return [.. tasks.Select(t => seals.Compare(pixels, t))];
    }

    /// <summary>See <see cref="ISealCutter.CutSealsAsync"/>.</summary>
    public IReadOnlyList<CutSeal> CutSeals(byte[] page, IReadOnlyList<SealPlace> places)
    {
        using Mat pixels = decoder.DecodeSingle(page);
        return [.. places.Select(p => SealCutter.Cut(pixels, p))];
    }

    /// <summary>See <see cref="IPageCover.CoverAsync"/>.</summary>
    public byte[] Cover(byte[] image, PageCovers covers)
    {
        using Mat pixels = decoder.DecodeSingle(image);
        return PageCover.Cover(pixels, ImageHeader.KindOf(image) == FileKind.Png, covers);
    }

    /// <summary>See <see cref="Domain.Recognition.Design.IFormWorkshop.FormAsync"/>.</summary>
    public Domain.Recognition.Design.FormPicture Form(byte[] page, Domain.Recognition.Design.FormOrder order)
    {
        using Mat pixels = decoder.DecodeSingle(page);
        return FormMaker.Make(pixels, order);
    }

    /// <summary>See <see cref="Domain.Recognition.Design.IFormWorkshop.TryAsync"/>.</summary>
    public Domain.Recognition.Design.PageTrial Try(byte[] page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields)
    {
        using Mat pixels = decoder.DecodeSingle(page);
        PageReading reading = reader.Read(pixels, templates, fields, null);
        if (reading.Registration is not { } map || templates.FirstOrDefault(t => t.Key == reading.TemplateKey) is not { BlankPng: not null } template)
            return new(reading, null, [], []);
        using var model = new TemplateModel(template, options);
        return FlatPage.Of(reading, model, new Homography([.. map]), pixels);
    }

    /// <summary>Codes of an image, for measuring.</summary>
    public IReadOnlyList<CodeReading> ReadCodes(byte[] image)
    {
        using Mat pixels = decoder.DecodeSingle(image);
        return [.. codes.Find(pixels, barCodes: true, thorough: true).Select(c => new CodeReading(c.Symbology, c.Content))];
    }

    /// <summary>Evidence from a single slice, for measuring.</summary>
    public Domain.Recognition.Decision.FieldEvidence ReadSlice(byte[] image, FieldDefinition field)
    {
        using Mat pixels = decoder.DecodeSingle(image);
        return slices.Read(new Slice(pixels, field));
    }

    /// <summary>What one engine alone makes of a slice, for measuring.</summary>
    public string ReadSliceWith(string engine, byte[] image, FieldDefinition field)
    {
        using Mat pixels = decoder.DecodeSingle(image);
        return slices.ReadWith(engine, new Slice(pixels, field));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        codes.Dispose();
        direction.Dispose();
        slices.Dispose();
        layouts.Dispose();
    }
}
