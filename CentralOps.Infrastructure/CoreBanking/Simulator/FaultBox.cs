namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>A fault to be played.</summary>
/// <param name="Operation"><c>post</c>, <c>reverse</c>, <c>query</c>, <c>journal</c>, <c>account</c>, <c>record</c>, <c>record-query</c>, <c>landed</c>, <c>cipher</c>, <c>risk</c> or <c>*</c>.</param>
/// <param name="Kind">
/// <c>delay-before</c> (wait, then work), <c>delay-after</c> (work, then wait), <c>lose-before</c> (drop the line without working),
/// <c>lose-after</c> (work, then drop the line), <c>error-before</c> (500 without working), <c>error-after</c> (work, then 500), <c>garble</c> (work, then half an answer).
/// </param>
/// <param name="DelayMs">Milliseconds of a delay.</param>
/// <param name="Times">How many requests it meets; 0 = all.</param>
/// <param name="Percent">Chance per request.</param>
internal sealed record Fault(string Operation, string Kind, int DelayMs = 0, int Times = 1, int Percent = 100)
{
    public static readonly IReadOnlyList<string> Kinds = ["delay-before", "delay-after", "lose-before", "lose-after", "error-before", "error-after", "garble"];
}

/// <summary>The faults that the simulator has been told to play.</summary>
internal sealed class FaultBox
{
    private readonly List<(Fault Fault, int Left)> faults = [];

    public void Add(Fault fault)
    {
        lock (faults) faults.Add((fault, fault.Times == 0 ? int.MaxValue : fault.Times));
    }

    public void Clear()
    {
        lock (faults) faults.Clear();
    }

    /// <summary>The fault for this request, or null.</summary>
    public Fault? Take(string operation)
    {
        lock (faults)
        {
            for (var i = 0; i < faults.Count; i++)
            {
                var (fault, left) = faults[i];
                if (fault.Operation != "*" && fault.Operation != operation) continue;
                if (fault.Percent < 100 && Random.Shared.Next(100) >= fault.Percent) continue;
                if (left == 1) faults.RemoveAt(i);
                else faults[i] = (fault, left - 1);
                return fault;
            }
            return null;
        }
    }
}
