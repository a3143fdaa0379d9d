using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Batches.Steps;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Infrastructure.Batches;

/// <summary>Files of payments: read, shown, put right.</summary>
internal sealed class BatchDesk(CaseAdvancer advancer, ICaseReader cases, IStaffDirectory staff, IContentStore content, IPostings postings) : IBatchDesk
{
    public async Task<Outcome<BatchDraft>> ReadAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit)) return new Refusal("access.denied");
        var rows = TableFiles.Read(file);
        if (rows.Refusal is { } refusal) return refusal with { Args = [fileName, .. refusal.Args] };
        var (lines, problems) = BatchTable.Read(rows.Value);
        var (hash, document) = ("", "");
        try
        {
            hash = await content.PutAsync(file, cancel);
            if (problems.Count == 0) document = await content.PutAsync(System.Text.Encoding.UTF8.GetBytes(StoredJson.Write(lines)), cancel);
        }
        catch (ContentNotStored e)
        {
            return new Refusal(e.Code);
        }

        return new BatchDraft(Ids.New(), fileName, hash, document, lines.Count, lines.Sum(l => l.Amount), problems, await cases.OtherCaseAsync(null, "page", hash, openOnly: false, cancel: cancel));
    }

    public async Task<BatchView?> ViewAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(userId, cancel) is not { } person || await cases.ReadAsync(caseId, cancel) is not { } @case) return null;
        var may = person.May(Permissions.CaseViewAll) || (person.BranchCode == @case.BranchCode && (person.May(Permissions.CaseView) || person.May(Permissions.BranchAuthorize)))
            || (await cases.OpenWorkAsync(caseId, cancel)).Any(w => w.HolderId == userId && w.State is WorkState.Offered or WorkState.Working);
        if (!may || @case.Facts.Get(SharedFacts.BatchLines) is not { } hash) return null;
        var known = (await postings.OfCaseAsync(caseId, cancel)).GroupBy(p => p.Purpose).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Round)!);
        var lines = (await LinesAsync(hash, cancel)).Select(l => View(l, known.GetValueOrDefault(BatchFacts.PurposeOf(l.Number))));
        return new BatchView(@case.Facts.Get(BatchFacts.FileName) ?? "", @case.Number, @case.Facts.Get(BatchFacts.DuplicateOf), [.. lines]);
    }

    public async Task<Outcome> AnswerAsync(Guid userId, Guid itemId, Guid commandId, RemainderAnswer answer, CancellationToken cancel = default)
    {
        if (await cases.WorkAsync(itemId, cancel) is not { Kind: WorkKind.Branch, Task: RemainderStep.Task } item) return Outcome.No("dispatch.task-gone");
        if (await staff.FindAsync(userId, cancel) is not { } person || !person.May(Permissions.CaseSubmit) || person.BranchCode != item.BranchCode) return Outcome.No("access.denied");
        if (await ViewAsync(userId, item.CaseId, cancel) is not { } view) return Outcome.No("cases.unknown");
        var corrected = view.Lines.Select(l => l.Line).ToList();
        foreach (var change in answer.Refund ? [] : answer.Corrections)
        {
            var (account, name) = (FieldNormalisation.Normalise("account", change.Account), FieldNormalisation.Normalise("name", change.Name));
            if (view.Lines.FirstOrDefault(l => l.Line.Number == change.Number) is not { State: BatchLineState.Failed } || BatchTable.AccountProblem(account) is not null || name.Length is 0 or > 100)
                return Outcome.No("batch.correction-wrong", change.Number);
            corrected[change.Number - 1] = corrected[change.Number - 1] with { Account = account, Name = name };
        }

        // A payment to an account that is paid already in this batch would be a second one.
        if (corrected.GroupBy(l => l.Account).FirstOrDefault(g => g.Count() > 1) is { } twice) return Outcome.No("batch.correction-wrong", twice.Last().Number);
        string document;
        try
        {
            document = await content.PutAsync(System.Text.Encoding.UTF8.GetBytes(StoredJson.Write(corrected)), cancel);
        }
        catch (ContentNotStored e)
        {
            return Outcome.No(e.Code);
        }

        return await advancer.FinishBranchTaskAsync(userId, itemId, commandId, WorkResult.Done(answer), @case =>
        {
            if (!answer.Refund) BatchFacts.NextRound(@case, document, commandId);
        }, cancel);
    }

    private async Task<List<BatchLine>> LinesAsync(string hash, CancellationToken cancel) => StoredJson.Read<List<BatchLine>>(System.Text.Encoding.UTF8.GetString(await content.GetAsync(hash, cancel)));

    private static BatchLineView View(BatchLine line, CorePosting? posting) => posting switch
    {
        { State: PostingState.Booked } => new(line, BatchLineState.Paid, posting.JournalNumber, null),
        { State: PostingState.Refused } => new(line, BatchLineState.Failed, null, posting.RefusalText),
        { MayStillBook: true } => new(line, BatchLineState.Unclear, null, null),
        _ => new(line, BatchLineState.Waiting, null, null),
    };
}
