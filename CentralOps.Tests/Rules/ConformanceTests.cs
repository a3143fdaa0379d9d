using CentralOps.Benchmarks.Rules;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Processes;

namespace CentralOps.Tests.Rules;

/// <summary>Public test kits beside the repository; skipped by name where they are not.</summary>
public sealed class ConformanceTests
{
    private static string Data(string name) => Path.Combine(ShippedConfiguration.Root, "..", "shared", "data", name);

    [Theory]
    [InlineData("compliance-level-2", 1.0)]
    [InlineData("compliance-level-3", 1.0)]
    public void The_dmn_conformance_kit_passes(string level, double share)
    {
        var folder = Path.Combine(Data("dmn-tck"), level);
        Assert.SkipUnless(Directory.Exists(folder), $"{level} of the DMN conformance kit is not here");
        var results = TckSuite.Files(folder).SelectMany(TckSuite.Run).ToList();
        Assert.True(results.Count > 50, $"only {results.Count} results: the kit was not found as expected");
        var failed = results.Where(r => r.Failure is not null).ToList();
        Assert.True(failed.Count <= results.Count * (1 - share), string.Join('\n', failed.Take(20)));
    }

    [Fact]
    public void A_reference_process_model_is_executable_or_refused_with_the_element_named()
    {
        Assert.SkipUnless(Directory.Exists(Data("bpmn-miwg")), "the BPMN reference models are not here");
        var files = Directory.EnumerateFiles(Data("bpmn-miwg"), "*.bpmn").ToList();
        Assert.NotEmpty(files);
        var reader = new BpmnReader(new FeelEvaluator(TimeProvider.System));
        foreach (var file in files)
        {
            var reading = reader.Read(File.ReadAllText(file), "model", 1);
            Assert.True(reading.Graph is not null != reading.Findings.Count > 0);
            Assert.All(reading.Findings, f =>
            {
                Assert.NotEqual("", f.ElementName);
                Assert.Contains(f.ElementName, f.Text);
                Assert.True(f.Line > 0);
            });
        }
    }
}
