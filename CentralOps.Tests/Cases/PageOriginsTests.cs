using Bunit;
using CentralOps.Domain.Cases;
using CentralOps.Tests.Support;
using CentralOps.Web.Cases.Dossier;

namespace CentralOps.Tests.Cases;

public sealed class PageOriginsTests : PortalContext
{
    [Fact]
    public void Whoever_supervises_sees_by_what_each_page_was_read()
    {
        Speak("en");
        var (read, byHand, attached, doubted) = (Page(1), Page(2), Page(3), Page(4));
        read.Read("301", "centralops 0.1.0; ppocr recogniser 06b3e6af6c59");
        read.Register("cheque-front-a", 3, "cheque", [1, 0, 0, 0, 1, 0, 0, 0, 1], 0.981);
        byHand.Register("cheque-front-a", 3, "cheque");
        attached.Attach();
        doubted.Puzzle("registration-failed");
        Assert.Equal(
            [
                "Page 1 layout cheque-front-a, version 3, fit 0.98 centralops 0.1.0; ppocr recogniser 06b3e6af6c59",
                "Page 2 layout cheque-front-a, version 3, placed by a person Not read by machine, or by an earlier version that did not say with what.",
                "Page 3 an attachment, not read Not read by machine, or by an earlier version that did not say with what.",
                "Page 4 The page could not be fitted onto its layout Not read by machine, or by an earlier version that did not say with what.",
            ],
            Render<PageOrigins>(p => p.Add(o => o.Pages, [read, byHand, attached, doubted])).FindAll("li").Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    private static CasePage Page(int number) => new() { Number = number, ContentHash = "", ThumbnailHash = "" };
}
