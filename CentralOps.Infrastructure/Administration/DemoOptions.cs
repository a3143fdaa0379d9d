namespace CentralOps.Infrastructure.Administration;

/// <summary>What of the demo is on, from configuration section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Demo";

    /// <summary>Load the demo bank: branches, people, accounts, specimen cards. Set by <c>run.sh</c>; default in Development.</summary>
    public bool Bank { get; set; }

    /// <summary>Business date (yyyy-MM-dd) of the demo bank, set once: the shipped cheques must be presented within ten days of their issue. Empty = the real day.</summary>
    public string BusinessDate { get; set; } = "";

    /// <summary>Offer the demo people as cards on the log-in page; one click logs in without a password. Set by <c>--demo</c>; default in Development.</summary>
    public bool Cards { get; set; }

    /// <summary>Simulated branches submit and simulated operators work. Set by <c>--demo</c> only.</summary>
    public bool Traffic { get; set; }

    /// <summary>Password of the demo people.</summary>
    public string Password { get; set; } = "Centre-2026";
}

/// <summary>The first administrator of an empty database without demo bank, from configuration section <c>Setup</c>.</summary>
public sealed class SetupOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Setup";

    /// <summary>First password of <c>admin</c>, to be changed within a day; when empty a one-time code is printed once.</summary>
    public string AdminPassword { get; set; } = "";

    /// <summary>User name of an administrator who is made, or let in again, with a one-time code that is printed, while fewer than two people can manage people. Take it away afterwards.</summary>
    public string Administrator { get; set; } = "";
}
