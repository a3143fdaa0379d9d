using CentralOps.Web.Shell;

namespace CentralOps.Tests.Shell;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/duty?post=entry", "/duty?post=entry")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_the_log_in_a_person_stays_inside_the_portal(string? asked, string goes) =>
        Assert.Equal(goes, LocalAddress.OrStart(asked));
}
