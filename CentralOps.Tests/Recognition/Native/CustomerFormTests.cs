using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Recognition;
using CentralOps.SampleGenerator;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Sets;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The forms that book nothing, freshly drawn and badly scanned, among all layouts in force.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public sealed class CustomerFormTests
{
    private static readonly string[] s_types = ["account-opening", "customer-change", "online-banking"];

    /// <summary>The fifth and the eighth page of this set, the back of a cheque and a faint slip, are not among the likeliest few at the first look.</summary>
    [Fact]
    public void A_page_that_the_first_look_takes_for_others_is_found_when_none_of_these_fits_well()
    {
        var folder = Directory.CreateTempSubdirectory("centralops-pages-").FullName;
        try
        {
            VoucherSet.Write(new SetOptions(folder, 97002, 8, Degraded: true));
            using var engine = new RecognitionEngine();
            var pages = Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal).ToList();
            Assert.Equal(8, pages.Count);
            foreach (var page in new[] { pages[4], pages[7] })
                Assert.Equal(Path.GetFileNameWithoutExtension(page)[5..], engine.ReadPage(File.ReadAllBytes(page), Templates(), [], null).TemplateKey);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Degraded_pages_are_found_among_all_layouts_and_most_of_their_fields_are_read()
    {
        var templates = Templates();
        var fields = JsonSerializer.Deserialize<List<FieldDefinition>>(File.ReadAllBytes(Path.Combine(TestFiles.Samples(), "fields.json")), JsonSerializerOptions.Web)!;
        using var engine = new RecognitionEngine();
        var (pages, found, read, right, sure, wrong) = (0, 0, 0, 0, 0, 0);
        foreach (var (type, seed) in s_types.SelectMany(t => new[] { 901, 902 }.Select(s => (t, s))))
        {
            var dice = new Dice(seed);
            foreach (var page in CaseFactory.Make(type, Scenarios.Ok, new DateOnly(2026, 11, 20), seed).Pages)
            {
                using var picture = PageArtist.Capture(page, dice.Pick([150.0, 200]), dice, degraded: true, dice.Chance(0.3) ? CaptureBy.Phone : CaptureBy.Scanner, skew: 4, stretch: 0.01);
                var reading = engine.ReadPage(Pictures.Jpeg(picture, 70), templates, fields, null);
                pages++;
                found += reading.TemplateKey == page.Form.Key && reading.Doubt is null ? 1 : 0;
                TestContext.Current.TestOutputHelper?.WriteLine($"{type} {seed} {page.Form.Key}: {reading.TemplateKey} {reading.Doubt} {reading.RegistrationScore:F2}");
                if (reading.TemplateKey != page.Form.Key) continue;
                foreach (var field in reading.Fields.Where(f => page.Form.Fields.First(x => x.Field.Code == f.Code).Field.Keying != KeyingPolicies.None))
                {
                    var truth = page.Values.GetValueOrDefault(field.Code, "");
                    var value = field.Blank ? "" : field.Value;
                    (read, right) = (read + 1, right + (value == truth ? 1 : 0));
                    if (field.Sure) (sure, wrong) = (sure + 1, wrong + (value == truth ? 0 : 1));
                    if (value != truth) TestContext.Current.TestOutputHelper?.WriteLine($"  {field.Code}: '{value}' for '{truth}' {field.Confidence:F2}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{found}/{pages} pages, {right}/{read} fields right, {sure} taken by machine, {wrong} of them wrong");
        Assert.Equal(0, wrong);
        Assert.True(found >= pages - 1, $"{found} of {pages} pages found");
        Assert.True(right >= read * 0.75, $"{right} of {read} fields right");
    }

    [Fact]
    public void Seals_cut_from_a_specimen_card_pass_against_a_later_impression_and_another_companys_do_not()
    {
        var templates = Templates();
        using var engine = new RecognitionEngine();
        List<CutSeal> Cut(int seed, out CentralOps.SampleGenerator.Cases.SamplePage card)
        {
            card = CaseFactory.Make("account-opening", Scenarios.Ok, new DateOnly(2026, 11, 20), seed).Pages[1];
            using var picture = PageArtist.Capture(card, 200, new Dice(seed), degraded: false, CaptureBy.Scanner);
            var (page, reading) = Page(engine, picture, templates);
            return [.. engine.CutSeals(page, [.. Places(templates, reading).Select(p => new SealPlace(p.Role, p.Quad, p.Dpi))])];
        }

        var (own, other) = (Cut(911, out var card), Cut(912, out _));
        Assert.Equal(["finance", "legal-representative"], own.Select(s => s.Role));
        Assert.All(own, s => Assert.NotNull(s.Image));
        using var later = PageArtist.Capture(card, 200, new Dice(77), degraded: false, CaptureBy.Scanner);
        var (again, read) = Page(engine, later, templates);
        SealVerdict Compare(List<CutSeal> specimens) => engine.CompareSeals(again, [.. Places(templates, read).Where(p => p.Role == "finance").Select(p =>
            new SealTask(p.Role, p.Quad, specimens.First(s => s.Role == p.Role).Image!, specimens[0].Dpi, p.Dpi))])[0].Verdict;
        Assert.Equal((SealVerdict.Pass, SealVerdict.Fail), (Compare(own), Compare(other)));
    }

    private static (byte[] Page, PageReading Reading) Page(RecognitionEngine engine, SkiaSharp.SKBitmap picture, List<VoucherTemplate> templates)
    {
        var page = Pictures.Jpeg(picture, 80);
        return (page, engine.ReadPage(page, [.. templates.Select(t => t with { Fields = [] })], [], null));
    }

    private static IEnumerable<(string Role, double[] Quad, double Dpi)> Places(List<VoucherTemplate> templates, PageReading reading)
    {
        double[] registration = [.. reading.Registration!];
        return templates.First(t => t.Key == reading.TemplateKey).Seals.Select(s => (s.Role, PageGeometry.Quad(s.Region, registration), SealGeometry.Dpi(s.Region, registration)));
    }

    private static List<VoucherTemplate> Templates() =>
        [.. Directory.EnumerateFiles(Path.Combine(TestFiles.Samples(), "templates"), "*.json").Select(f => JsonSerializer.Deserialize<VoucherTemplate>(File.ReadAllBytes(f), JsonSerializerOptions.Web)!)];
}
