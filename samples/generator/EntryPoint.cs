using System.Globalization;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Sets;

namespace CentralOps.SampleGenerator;

/// <summary>Draws vouchers, seals and test sets of a bank that does not exist.</summary>
internal static class EntryPoint
{
    private const string Usage = """
        usage: generator COMMAND [OPTIONS]
          all OUT [--seed N] [--count N] [--degraded]       templates, demo bank, committed cases and one of each set
          templates OUT                                     VoucherTemplate files
          bank OUT                                          accounts.json and specimens
          cases OUT [--date yyyy-MM-dd]                     the shipped sample cases with manifest.jsonl
          case --date yyyy-MM-dd --type BUSINESS-TYPE --scenario ok --seed N --out DIR
          ocr|vouchers|codes|seals OUT [--seed N] [--count N] [--degraded]   sets for the measuring programs; vouchers also [--covered]
          lines OUT [--seed N] [--count N]                  lines for the measuring program `head` to learn from
        """;

    private static int Main(string[] args)
    {
        try
        {
            return Run(args);
        }
        catch (Exception e) when (e is ArgumentException or IOException or FormatException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static int Run(string[] args)
    {
        var options = new Options(args);
        if (options.Command is not { } command || (command != "case" && options.Out is null))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var date = DateOnly.ParseExact(options.Text("date", "2026-11-20"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var set = new SetOptions(options.Out ?? "", options.Number("seed", 1), options.Number("count", 0), options.Flag("degraded"), options.Flag("covered"));
        switch (command)
        {
            case "templates": TemplateFiles.Write(set.Folder); break;
            case "bank": BankFiles.Write(set.Folder); break;
            case "cases": CaseFiles.WriteShipped(set.Folder, date); break;
            case "case": CaseFiles.WriteOne(options.Text("out", "."), options.Text("type", "cheque-transfer"), options.Text("scenario", "ok"), date, set.Seed); break;
            case "ocr": OcrSet.Write(set); break;
            case "vouchers": VoucherSet.Write(set); break;
            case "codes": CodeSet.Write(set); break;
            case "lines": LineSet.Write(set); break;
            case "seals": SealSet.Write(set); break;
            case "all":
                TemplateFiles.Write(Path.Combine(set.Folder, "templates"));
                BankFiles.Write(Path.Combine(set.Folder, "demo-bank"));
                CaseFiles.WriteShipped(Path.Combine(set.Folder, "cases"), date);
                OcrSet.Write(set.In("ocr"));
                VoucherSet.Write(set.In("vouchers"));
                CodeSet.Write(set.In("codes"));
                SealSet.Write(set.In("seals"));
                break;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }

        return 0;
    }

    /// <summary>Command-line words: COMMAND [OUT] [--name value] [--flag].</summary>
    private sealed class Options
    {
        private readonly Dictionary<string, string> _named = [];

        public Options(string[] args)
        {
            for (var i = 0; i < args.Length; i++)
            {
                if (!args[i].StartsWith("--", StringComparison.Ordinal))
                {
                    if (Command is null)
                        Command = args[i];
                    else
                        Out ??= args[i];
                }
                else if (args[i] is not ("--degraded" or "--covered") && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    _named[args[i][2..]] = args[++i];
                }
                else
                {
                    _named[args[i][2..]] = "";
                }
            }
        }

        public string? Command { get; }

        public string? Out { get; }

        public string Text(string name, string otherwise) => _named.GetValueOrDefault(name, otherwise);

        public int Number(string name, int otherwise) => _named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        public bool Flag(string name) => _named.ContainsKey(name);
    }
}
