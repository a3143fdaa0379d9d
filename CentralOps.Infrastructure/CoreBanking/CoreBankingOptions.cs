namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>Section <c>CoreBanking</c>.</summary>
public sealed class CoreBankingOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "CoreBanking";

    /// <summary>Address of the core; empty = the simulator of this process when it is enabled.</summary>
    public string Url { get; set; } = "";

    /// <summary>Address of the payment-password system; empty = the core's.</summary>
    public string CipherUrl { get; set; } = "";

    /// <summary>Address of the risk system; empty = the core's.</summary>
    public string RiskUrl { get; set; } = "";

    /// <summary>Seconds to wait for the answer to a booking; must stay below the 30 s after which a silent sender is given up.</summary>
    public double PostTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds to wait for one answer to a question; it is asked up to three times.</summary>
    public double QueryTimeoutSeconds { get; set; } = 4;

    /// <summary>Milliseconds before a question is asked again, doubled for the next time.</summary>
    public double QueryRetryMilliseconds { get; set; } = 200;

    /// <summary>Ask the core's address for orders that landed from online banking; null = only where that is the simulator.</summary>
    public bool? LandedOrders { get; set; }

    /// <summary>The shipped simulator.</summary>
    public SimulatorOptions Simulator { get; set; } = new();
}

/// <summary>Section <c>CoreBanking:Simulator</c>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Run it in this process; null = only when no <c>CoreBanking:Url</c> is set.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Port on 127.0.0.1; 0 = any free one.</summary>
    public int Port { get; set; } = 5090;

    /// <summary>SQLite file; empty = <c>core-simulator.db</c> in the data folder.</summary>
    public string Database { get; set; } = "";

    /// <summary>Accounts to load at first start; empty = <c>demo-bank/accounts.json</c> of the samples.</summary>
    public string Accounts { get; set; } = "";

    /// <summary>Seconds after which an order lands from the simulated online bank, for demonstrations; 0 = never by itself.</summary>
    public int LandEverySeconds { get; set; }

    /// <summary>Branch of those orders.</summary>
    public string LandBranch { get; set; } = "3101";

    /// <summary>Names and accounts on the risk system's blacklist.</summary>
    public List<string> Blacklist { get; set; } = ["远航虚拟货币交易中心"];

    /// <summary>Payments of one payer within <see cref="VelocityMinutes"/> from which on the risk system reports velocity.</summary>
    public int VelocityCount { get; set; } = 20;

    /// <summary>Minutes.</summary>
    public int VelocityMinutes { get; set; } = 10;

    /// <summary>From this hour (Beijing time) on a very large payment is unusual.</summary>
    public int UnusualFromHour { get; set; } = 23;

    /// <summary>Until this hour.</summary>
    public int UnusualToHour { get; set; } = 5;

    /// <summary>Yuan from which on the hour matters.</summary>
    public decimal UnusualAmount { get; set; } = 10_000_000m;
}
