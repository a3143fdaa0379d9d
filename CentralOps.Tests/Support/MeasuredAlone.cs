namespace CentralOps.Tests.Support;

/// <summary>Tests that measure a time against a bar: one after the other, when no other test runs.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
