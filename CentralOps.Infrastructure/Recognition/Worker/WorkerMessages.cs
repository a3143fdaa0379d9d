using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>What the host asks of a worker; exactly one of the operations is set.</summary>
internal sealed record WorkerRequest
{
    /// <summary>Pages of an uploaded file.</summary>
    public CaptureRequest? Capture { get; init; }

    /// <summary>Fields of a page.</summary>
    public ReadPageRequest? ReadPage { get; init; }

    /// <summary>Comparison of seals.</summary>
    public SealsRequest? Seals { get; init; }

    /// <summary>Seals of a specimen card.</summary>
    public CutRequest? Cut { get; init; }

    /// <summary>A page with parts blackened.</summary>
    public CoverRequest? Cover { get; init; }

    /// <summary>Picture of a form.</summary>
    public FormRequest? Form { get; init; }

    /// <summary>Trial of a template.</summary>
    public ReadPageRequest? Trial { get; init; }
}

/// <summary>Pages of an uploaded file.</summary>
internal sealed record CaptureRequest(byte[] File, string FileName);

/// <summary>
/// Fields of a page. Templates carry images of their forms: they are sent once per worker and named by
/// <paramref name="LayoutsId"/> afterwards.
/// </summary>
internal sealed record ReadPageRequest(byte[] Page, string LayoutsId, byte[]? Layouts, LayoutHint? Hint);

/// <summary>Comparison of seals.</summary>
internal sealed record SealsRequest(byte[] Page, IReadOnlyList<SealTask> Seals);

/// <summary>Seals of a specimen card.</summary>
internal sealed record CutRequest(byte[] Page, IReadOnlyList<SealPlace> Places);

/// <summary>A page with parts blackened.</summary>
internal sealed record CoverRequest(byte[] Image, PageCovers Covers);

/// <summary>Picture of a form.</summary>
internal sealed record FormRequest(byte[] Page, FormOrder Order);

/// <summary>Templates and field catalogue, the content of <see cref="ReadPageRequest.Layouts"/>.</summary>
internal sealed record LayoutsMessage(IReadOnlyList<VoucherTemplate> Templates, IReadOnlyList<FieldDefinition> Fields);

/// <summary>A worker's answer; a worker that has just started says hello with an empty one.</summary>
internal sealed record WorkerResponse
{
    /// <summary>Answer to <see cref="WorkerRequest.Capture"/>.</summary>
    public IReadOnlyList<CapturedPage>? Pages { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.ReadPage"/>.</summary>
    public PageReading? Reading { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.Seals"/>.</summary>
    public IReadOnlyList<SealReading>? Seals { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.Cut"/>.</summary>
    public IReadOnlyList<CutSeal>? Cuts { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.Cover"/>.</summary>
    public byte[]? Covered { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.Form"/>.</summary>
    public FormPicture? Form { get; init; }

    /// <summary>Answer to <see cref="WorkerRequest.Trial"/>.</summary>
    public PageTrial? Trial { get; init; }

    /// <summary>Code of a <see cref="RecognitionFailed"/>; null = it worked.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Its detail.</summary>
    public string? FailureDetail { get; init; }
}
