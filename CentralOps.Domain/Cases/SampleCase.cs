namespace CentralOps.Domain.Cases;

/// <summary>A case of the past as rules and conditions see it.</summary>
/// <param name="Id">Row key.</param>
/// <param name="Number">Case number.</param>
/// <param name="BusinessType">Key of the business type.</param>
/// <param name="SubmittedAt">Submitted at (UTC).</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Variables">Fields, facts and case data by FEEL name, as they are now.</param>
public sealed record SampleCase(Guid Id, string Number, string BusinessType, DateTimeOffset SubmittedAt, CaseStatus Status, IReadOnlyDictionary<string, object?> Variables)
{
    /// <summary>Decisions that rule sets have taken for it, with what they read then.</summary>
    public IReadOnlyList<TakenDecision> Decisions { get; init; } = [];
}

/// <summary>Cases of the past, to try changed processes and rules on.</summary>
public interface ISampleCases
{
    /// <summary>The latest cases, newest first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="since">Submitted since (UTC); null = however old.</param>
    /// <param name="cancel">Cancellation.</param>
    IAsyncEnumerable<SampleCase> LatestAsync(int most, DateTimeOffset? since = null, CancellationToken cancel = default);

    /// <summary>The case with this number, or null.</summary>
    Task<SampleCase?> FindAsync(string number, CancellationToken cancel = default);
}
