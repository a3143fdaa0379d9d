using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>What rules say of approvals, and what the risk system found.</summary>
public static class ApprovalFacts
{
    /// <summary>A rule's word: level of the authorization; 0 = none is needed.</summary>
    public static readonly Fact<decimal> Level = new("authorization_level");

    /// <summary>A rule's word: how many people must authorize.</summary>
    public static readonly Fact<decimal> Persons = new("authorization_persons");

    /// <summary>A rule's word: why an authorization is needed; codes.</summary>
    public static readonly Fact<string> AuthorizationReason = new("authorization_reason");

    /// <summary>A rule's word: why a review is needed; codes.</summary>
    public static readonly Fact<string> ReviewReason = new("review_reason");

    /// <summary>A rule's word: why the branch's supervisor must approve; codes.</summary>
    public static readonly Fact<string> SupplementaryReason = new("supplementary_reason");

    /// <summary>What the risk system found, one per line; null = nothing.</summary>
    public static readonly Fact<string> RiskHits = new("risk_hits");
}
