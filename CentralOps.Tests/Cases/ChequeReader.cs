using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Tests.Cases;

/// <summary>
/// Reads every page as a cheque with an amount of 100.00 that people must key; the page stands for its slice. A page whose look begins with <c>attachment</c> is of no known kind.
/// </summary>
internal sealed class ChequeReader : IMachine
{
    private static readonly HashSet<string> s_attachments =
        [.. new[] { "attachment", "attachment of a card", "attachment that came first", "attachment: contract" }.Select(CaseHost.HashOf)];

    public string Task => RecognisePagesStep.Recognise;

    public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var page = @case.Pages.First(p => p.Id == StoredJson.Read<RecognisePage>(item.Payload).PageId);
        var early = item.Step == RecognisePagesStep.Name;
        return System.Threading.Tasks.Task.FromResult<object>(s_attachments.Contains(page.ContentHash)
            ? new PageRecognised { PageId = page.Id, Doubt = early ? null : "unknown-layout", VoucherKind = early ? "" : null }
            : new PageRecognised
            {
                PageId = page.Id, TemplateKey = "cheque", TemplateVersion = 1, VoucherKind = "cheque",
                Fields = [new FieldRecognised("amount", page.ContentHash, [0, 0, 1, 0, 1, 1, 0, 1], "100.00", 0.9, false, false, [], [])],
            });
    }
}
