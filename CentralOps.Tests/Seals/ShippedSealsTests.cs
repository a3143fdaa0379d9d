using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Tests.Recognition.Native;

namespace CentralOps.Tests.Seals;

/// <summary>The shipped sample cases through recognition and comparison, as in a worker.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public sealed class ShippedSealsTests
{
    [Fact]
    public void Most_genuine_seals_of_the_shipped_cheques_pass_and_no_forged_one_does()
    {
        var samples = TestFiles.Samples();
        List<VoucherTemplate> templates = [.. Directory.EnumerateFiles(Path.Combine(samples, "templates"), "*.json").Select(f => JsonSerializer.Deserialize<VoucherTemplate>(File.ReadAllBytes(f), JsonSerializerOptions.Web)!)];
        var fields = JsonSerializer.Deserialize<List<FieldDefinition>>(File.ReadAllBytes(Path.Combine(samples, "fields.json")), JsonSerializerOptions.Web)!;
        using var engine = new RecognitionEngine();
        var (genuine, passed) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(samples, "vouchers", "manifest.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var (root, image) = (json.RootElement, json.RootElement.GetProperty("image").GetString()!);
            var scenario = root.GetProperty("scenario").GetString();
            if (!image.EndsWith("-front.jpg", StringComparison.Ordinal) || scenario is not ("ok" or "forged-seal"))
                continue;
            var page = File.ReadAllBytes(Path.Combine(samples, "vouchers", image));
            var reading = engine.ReadPage(page, templates, fields, null);
            Assert.NotNull(reading.Registration);
            var account = root.GetProperty("fields").GetProperty("payer.account").GetString();
            double[] registration = [.. reading.Registration];
            var tasks = templates.First(t => t.Key == reading.TemplateKey).Seals
                .Select(s => new SealTask(s.Role, PageGeometry.Quad(s.Region, registration), File.ReadAllBytes(Path.Combine(samples, "demo-bank", "specimens", $"{account}-{s.Role}.png")), 300, SealGeometry.Dpi(s.Region, registration)))
                .ToList();
            foreach (var seal in engine.CompareSeals(page, tasks))
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{image} {seal.Role} {seal.Verdict} {seal.Score:F2} {string.Join("; ", seal.Reasons)}");
                if (scenario == "forged-seal" && seal.Role == "finance")
                    Assert.NotEqual(SealVerdict.Pass, seal.Verdict);
                else
                    (genuine, passed) = (genuine + 1, passed + (seal.Verdict == SealVerdict.Pass ? 1 : 0));
            }
        }

        Assert.True(passed * 2 > genuine, $"{passed} of {genuine} genuine seals passed");
    }
}
