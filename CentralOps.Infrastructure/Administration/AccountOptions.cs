namespace CentralOps.Infrastructure.Administration;

/// <summary>Demo and first-start settings.</summary>
public sealed class AccountOptions
{
    /// <summary>Load the demo bank and offer its people on the log-in page (<c>Demo</c>, set by <c>--demo</c> or in Development).</summary>
    public bool Demo { get; set; }

    /// <summary>Password of the demo people (<c>DemoPassword</c>).</summary>
    public string DemoPassword { get; set; } = "Centre-2026";

    /// <summary>First password of <c>admin</c> on an empty database without demo (<c>AdminPassword</c>); when empty a random one is printed once.</summary>
    public string AdminPassword { get; set; } = "";
}
