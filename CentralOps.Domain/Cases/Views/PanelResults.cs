namespace CentralOps.Domain.Cases.Views;

/// <summary>Result of the classification desk (task <c>classification</c>, one page).</summary>
/// <param name="PageId">The page.</param>
/// <param name="TemplateKey">The layout; null = an attachment of no known kind.</param>
/// <param name="Corners">Page corners in pixels, clockwise from the top left; null = let the machine find them.</param>
/// <param name="ByHand">The machine has failed on it: one person keys the whole voucher from the page.</param>
public sealed record PageClassified(Guid PageId, string? TemplateKey, IReadOnlyList<double>? Corners, bool ByHand = false);

/// <summary>Result of the correction desk: fields by code, normalised or as typed.</summary>
public sealed record FieldsCorrected(IReadOnlyDictionary<string, string?> Values);

/// <summary>Result of the phone desk.</summary>
/// <param name="Outcome"><c>confirmed</c>, <c>denied</c> or <c>unreachable</c>.</param>
/// <param name="Answers">Answers to the script, by question code.</param>
/// <param name="Text">Remark.</param>
/// <param name="RetryAt">When unreachable: try again at (UTC).</param>
public sealed record PhoneOutcome(string Outcome, IReadOnlyDictionary<string, bool> Answers, string? Text, DateTimeOffset? RetryAt);

/// <summary>Result of the seal desk: every seal decided.</summary>
public sealed record SealsDecided(IReadOnlyList<SealDecided> Seals);

/// <summary>One seal.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Pass">Passed.</param>
/// <param name="Reason">Reason code.</param>
public sealed record SealDecided(string Role, bool Pass, string Reason);

/// <summary>Result of review, authorization, risk, supplementary authorization: yes. A no is the verb <c>reject</c> or a return.</summary>
/// <param name="PagesSeen">Pages that were on screen.</param>
/// <param name="Text">Remark.</param>
/// <param name="Reason">Reason code, where one is asked for: why the case goes on although something was found against it.</param>
public sealed record Approved(IReadOnlyList<Guid> PagesSeen, string? Text, string? Reason = null);

/// <summary>Result of an incident: the step is tried again, with these facts set before.</summary>
/// <param name="Retry">Try again.</param>
/// <param name="Values">Facts by FEEL name as typed: <c>true</c>, <c>false</c>, <c>null</c>, a number, or text in quotes; null = none.</param>
public sealed record IncidentHandled(bool Retry, IReadOnlyDictionary<string, string>? Values = null);

/// <summary>The branch's answer to a return: pages replaced or added are already stored with the case.</summary>
/// <param name="Text">What the branch says.</param>
public sealed record BranchAnswered(string? Text);

/// <summary>Payload of a seal task: what the automatic comparison found.</summary>
/// <param name="PageId">Page with the impressions.</param>
/// <param name="Seals">One entry per required seal.</param>
/// <param name="Person">Which of the people asked, from 1.</param>
/// <param name="Persons">How many must pass them.</param>
public sealed record SealPayload(Guid PageId, IReadOnlyList<SealPayloadEntry> Seals, int Person = 1, int Persons = 1);

/// <summary>One seal of a seal task.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Verdict">pass, unsure or fail.</param>
/// <param name="Score">0 … 1.</param>
/// <param name="SpecimenHash">Content hash of the specimen PNG; null = none in force.</param>
/// <param name="ImpressionHash">Content hash of the impression moved onto the specimen; null = none found.</param>
/// <param name="DifferenceHash">Content hash of the difference picture.</param>
/// <param name="Region">Corners on the page in pixels.</param>
/// <param name="Reasons">Evidence.</param>
public sealed record SealPayloadEntry(string Role, string Verdict, double Score, string? SpecimenHash, string? ImpressionHash, string? DifferenceHash, IReadOnlyList<double> Region, IReadOnlyList<string> Reasons);

/// <summary>Payload of a phone task.</summary>
/// <param name="ContactName">Contact on file.</param>
/// <param name="ContactPhone">Number on file; never one from the voucher.</param>
/// <param name="Calls">Calls made before.</param>
/// <param name="Script">Questions: code → text key.</param>
public sealed record PhonePayload(string ContactName, string ContactPhone, int Calls, IReadOnlyList<string> Script);
