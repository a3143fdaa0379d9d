using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>A value of a parameter from a time on. Values are added, never changed, so that the past stays explainable.</summary>
public sealed class Parameter
{
    private Parameter()
    {
    }

    /// <summary>Row key.</summary>
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>Key, one of <see cref="ParameterKeys"/>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Value as invariant text.</summary>
    public string Value { get; private set; } = "";

    /// <summary>In force from (UTC) until a later value is.</summary>
    public DateTimeOffset EffectiveFrom { get; private set; }

    /// <summary>Who set or proposed it (user name, or <c>system</c>).</summary>
    public string SetBy { get; private set; } = "";

    /// <summary>The second person (user name); null = the parameter needs none.</summary>
    public string? ApprovedBy { get; private set; }

    /// <summary>Set at (UTC).</summary>
    public DateTimeOffset SetAt { get; private set; }

    /// <summary>One person sets a harmless parameter.</summary>
    /// <exception cref="RuleBroken">The parameter needs a second person.</exception>
    public static Parameter Set(ParameterDefinition definition, string value, DateTimeOffset from, string by, DateTimeOffset now) =>
        definition.NeedsSecondPerson
            ? throw new RuleBroken($"Parameter {definition.Key} needs a second person.")
            : new() { Key = definition.Key, Value = value, EffectiveFrom = from, SetBy = by, SetAt = now };

    /// <summary>One person has proposed the value and another has approved it.</summary>
    /// <exception cref="RuleBroken">They are the same person.</exception>
    public static Parameter SetByTwo(ParameterDefinition definition, string value, DateTimeOffset from, string by, string approvedBy, DateTimeOffset now) =>
        string.Equals(by, approvedBy, StringComparison.OrdinalIgnoreCase)
            ? throw new RuleBroken($"{by} cannot approve a value of their own.")
            : new() { Key = definition.Key, Value = value, EffectiveFrom = from, SetBy = by, ApprovedBy = approvedBy, SetAt = now };

    /// <summary>The value with which an installation begins.</summary>
    public static Parameter Installed(string key, string value, DateTimeOffset now) =>
        new() { Key = key, Value = value, EffectiveFrom = DateTimeOffset.UnixEpoch, SetBy = "system", SetAt = now };
}

/// <summary>Which of a parameter's values counts when: of two from the same time on, the one that was set later.</summary>
public static class ParameterValues
{
    /// <summary>The value in force at a time; null = none has been set until then.</summary>
    public static Parameter? InForce(this IEnumerable<Parameter> values, DateTimeOffset at) => values.Where(v => v.EffectiveFrom <= at).MaxBy(v => (v.EffectiveFrom, v.SetAt));

    /// <summary>The next value that will be; null = none is set.</summary>
    public static Parameter? Upcoming(this IReadOnlyList<Parameter> values, DateTimeOffset now) =>
        values.Where(v => v.EffectiveFrom > now && values.Counts(v)).MinBy(v => v.EffectiveFrom);

    /// <summary>False when another value was set later for the same time.</summary>
    public static bool Counts(this IEnumerable<Parameter> values, Parameter value) => !values.Any(v => v.EffectiveFrom == value.EffectiveFrom && v.SetAt > value.SetAt);
}

/// <summary>What hangs on a parameter.</summary>
public enum ParameterControl
{
    /// <summary>Nobody's money and no decision: one person may set it.</summary>
    Harmless,

    /// <summary>From or up to which amount somebody must look: needs a second person.</summary>
    Money,

    /// <summary>What the machine decides, books or deletes without anybody looking, or how it is watched: needs a second person.</summary>
    Automatic,
}

/// <summary>What a parameter's value may be.</summary>
public enum ParameterKind
{
    /// <summary>Decimal number.</summary>
    Number,

    /// <summary>Amount in yuan.</summary>
    Amount,

    /// <summary>Whole seconds.</summary>
    Seconds,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>Date <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>One of <see cref="ParameterDefinition.Choices"/>.</summary>
    Choice,

    /// <summary>Key of a calendar in force, or empty.</summary>
    Calendar,
}

/// <summary>A parameter that the product knows.</summary>
/// <param name="Key">Key; label in resource key <c>Parameter.{Key}</c>.</param>
/// <param name="Kind">What its value may be.</param>
/// <param name="Control">What hangs on it.</param>
/// <param name="Default">In force until somebody sets a value.</param>
/// <param name="Min">Smallest allowed number.</param>
/// <param name="Max">Largest allowed number.</param>
public sealed record ParameterDefinition(string Key, ParameterKind Kind, ParameterControl Control, string Default, decimal? Min = null, decimal? Max = null)
{
    /// <summary>The values that a <see cref="ParameterKind.Choice"/> may take; label in resource key <c>Parameter.{Key}.{choice}</c>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>One person proposes a value, another decides.</summary>
    public bool NeedsSecondPerson => Control != ParameterControl.Harmless;
}

/// <summary>The parameters that the product knows.</summary>
public static class ParameterKeys
{
    /// <summary>The bank's business date; empty = today in the bank's time zone.</summary>
    public const string BusinessDate = "business.date";

    /// <summary>What becomes of the business date on days that are not worked: see <see cref="DateRoll"/>.</summary>
    public const string BusinessDateRoll = "business.date-roll";

    /// <summary>Calendar by which rules and the business date count when they name none.</summary>
    public const string DefaultCalendar = "calendar.default";

    /// <summary>Calendar in whose business hours service-level times run, for business types that name none; empty = around the clock.</summary>
    public const string ServiceCalendar = "service.calendar";

    /// <summary>Cases of this amount in yuan or more go to phone verification.</summary>
    public const string CallbackAmount = "callback.amount";

    /// <summary>Cases of this amount in yuan or more need supplementary authorization of the branch.</summary>
    public const string SupplementaryAmount = "supplementary.amount";

    /// <summary>Amount in yuan from which two people let a case go on although the risk system has found something.</summary>
    public const string RiskTwoPersonsAmount = "risk.two-persons-amount";

    /// <summary>Cases of this amount in yuan or more need authorization, level 1.</summary>
    public const string AuthorizationAmount1 = "authorization.amount-1";

    /// <summary>Cases of this amount in yuan or more need authorization, level 2.</summary>
    public const string AuthorizationAmount2 = "authorization.amount-2";

    /// <summary>A machine value of at least this confidence may be taken alone, 0 … 1.</summary>
    public const string RecognitionThreshold = "recognition.threshold";

    /// <summary>Keyers see what an unsure machine read, its doubtful characters left open (fields with the policy <c>ocr-if-sure</c> only).</summary>
    public const string EntryProposals = "entry.proposals";

    /// <summary>Share of known-answer slices among the slices that a keyer gets, 0 … 0.2.</summary>
    public const string KnownAnswerShare = "entry.known-answer-share";

    /// <summary>Seal score from which the machine passes alone, 0 … 1.</summary>
    public const string SealPass = "seal.pass";

    /// <summary>Who decides on seals: <c>Automatic</c>, <c>AutomaticThenManual</c>, <c>Manual</c> or <c>TwoPeople</c>.</summary>
    public const string SealPolicy = "seal.policy";

    /// <summary>A task is "due" on the boards this many seconds before its time.</summary>
    public const string DueSoon = "board.due-soon-seconds";

    /// <summary>Archived cases are kept this many days.</summary>
    public const string RetentionDays = "archive.retention-days";

    /// <summary>All parameters with kind and shipped value.</summary>
    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        new(BusinessDate, ParameterKind.Date, ParameterControl.Automatic, ""),
        new(BusinessDateRoll, ParameterKind.Choice, ParameterControl.Automatic, nameof(DateRoll.Never)) { Choices = Enum.GetNames<DateRoll>() },
        new(DefaultCalendar, ParameterKind.Calendar, ParameterControl.Automatic, "china"),
        new(ServiceCalendar, ParameterKind.Calendar, ParameterControl.Harmless, ""),
        new(CallbackAmount, ParameterKind.Amount, ParameterControl.Money, "500000", 0),
        new(SupplementaryAmount, ParameterKind.Amount, ParameterControl.Money, "200000", 0),
        new(RiskTwoPersonsAmount, ParameterKind.Amount, ParameterControl.Money, "500000", 0),
        new(AuthorizationAmount1, ParameterKind.Amount, ParameterControl.Money, "100000", 0),
        new(AuthorizationAmount2, ParameterKind.Amount, ParameterControl.Money, "1000000", 0),
        new(RecognitionThreshold, ParameterKind.Number, ParameterControl.Automatic, "0.995", 0, 1),
        new(EntryProposals, ParameterKind.Switch, ParameterControl.Automatic, "true"),
        new(KnownAnswerShare, ParameterKind.Number, ParameterControl.Automatic, "0.02", 0, 0.2m),
        new(SealPass, ParameterKind.Number, ParameterControl.Automatic, "0.93", 0, 1),
        new(SealPolicy, ParameterKind.Choice, ParameterControl.Automatic, nameof(Administration.SealPolicy.AutomaticThenManual)) { Choices = Enum.GetNames<Administration.SealPolicy>() },
        new(DueSoon, ParameterKind.Seconds, ParameterControl.Harmless, "300", 10, 86400),
        new(RetentionDays, ParameterKind.Number, ParameterControl.Automatic, "5475", 1, 36500),
    ];
}

/// <summary>What becomes of the business date on days that are not worked.</summary>
public enum DateRoll
{
    /// <summary>It is the date of the clock.</summary>
    Never,

    /// <summary>On a day that is not worked it is the next working day.</summary>
    WorkingDays,

    /// <summary>So it is after the calendar's cut-off, too.</summary>
    CutOff,
}

/// <summary>Reads parameters: the value in force now, from a short-lived cache.</summary>
public interface IParameters
{
    /// <summary>The value in force now; the shipped value when nobody has set one; null when the key is unknown and not set.</summary>
    string? Get(string key);

    /// <summary>The value in force now as a number.</summary>
    /// <exception cref="InvalidOperationException">There is no value, or it is not a number.</exception>
    decimal Number(string key);

    /// <summary>Values set that come in force later, the next first.</summary>
    IReadOnlyList<string> Coming(string key) => [];
}

/// <summary>The bank's date, which is not the clock's.</summary>
public interface IBusinessCalendar
{
    /// <summary>The business date now.</summary>
    DateOnly Today { get; }
}
