using System.Security.Cryptography;
using System.Text;

namespace MeshLens.Api.Pages;

/// <summary>How pages look: one sheet inside each, so that a page is one answer.</summary>
internal static class PageStyle
{
    public static string Text { get; } = Read();

    /// <summary>What a browser may take from a page and for it: this style sheet, and nothing else. A name of a service that holds markup does nothing.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Read()
    {
        using var reader = new StreamReader(typeof(PageStyle).Assembly.GetManifestResourceStream("Page.css")!);
        return reader.ReadToEnd();
    }
}
