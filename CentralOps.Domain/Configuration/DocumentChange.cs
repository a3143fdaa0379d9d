namespace CentralOps.Domain.Configuration;

/// <summary>One thing that differs between two versions of a document.</summary>
/// <param name="What">Which property; text in resource key <c>Property.{What}</c>.</param>
/// <param name="Where">The entry that has it, e.g. a day or a code; empty = the document itself.</param>
/// <param name="Before">Its value in the older version; empty = it was not there.</param>
/// <param name="After">Its value in the newer one; empty = it is gone.</param>
public sealed record DocumentChange(string What, string Where, string Before, string After);
