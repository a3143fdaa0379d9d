using CentralOps.Domain.CentralAuthorization.Calls;

namespace CentralOps.Tests.Support;

/// <summary>Records of calls in memory.</summary>
internal sealed class CallsInMemory : ICallRecords
{
    public CallParties? Parties { get; set; }

    public List<(string Code, string? Who, int? Seconds)> Noted { get; } = [];

    /// <summary>The record cannot be written.</summary>
    public bool Fails { get; set; }

    public Task<CallParties?> PartiesAsync(Guid caseId, CancellationToken cancel = default) => Task.FromResult(Parties?.CaseId == caseId ? Parties : null);

    public Task NoteAsync(Guid call, CallParties parties, string code, CallParty? who, int? seconds)
    {
        if (Fails) throw new InvalidOperationException("no database");
        lock (Noted) Noted.Add((code, who?.UserName, seconds));
        return Task.CompletedTask;
    }
}
