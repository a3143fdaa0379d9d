using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.Seals;

/// <summary>What the comparison of seals establishes.</summary>
public static class SealFacts
{
    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public static readonly Fact<string> Result = new("seal_result");
}
