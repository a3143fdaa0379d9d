namespace CentralOps.Domain.Administration;

/// <summary>Who decides on seals; set by parameter <c>seal.policy</c>.</summary>
public enum SealPolicy
{
    /// <summary>The machine alone: what it does not pass fails.</summary>
    Automatic,

    /// <summary>The machine; what it does not pass clearly goes to a person.</summary>
    AutomaticThenManual,

    /// <summary>A person, always.</summary>
    Manual,

    /// <summary>Two people, always.</summary>
    TwoPeople,
}
