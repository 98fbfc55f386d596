using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MeshLens.Api.Tests.Pages;

/// <summary>A page as a browser has it. It is read as XML, so one that is not well formed fails.</summary>
internal sealed partial class PageReader
{
    private readonly XElement _html;

    public PageReader(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>", page.TrimStart(), StringComparison.Ordinal);
        _html = XElement.Parse(Meta().Replace(page[(page.IndexOf('>') + 1)..], "<meta$1/>"));
    }

    public string Title => _html.Element("head")!.Element("title")!.Value;

    public IEnumerable<string> Headings => _html.Descendants("h2").Select(static heading => heading.Value);

    public IEnumerable<string> Links => _html.Descendants("a").Select(static link => link.Attribute("href")!.Value);

    public IEnumerable<XElement> All(string name) => _html.Descendants(name);

    public string Text(string ofClass) => Words(_html.Descendants().First(each => each.Attribute("class")?.Value == ofClass));

    /// <summary>The cells of the table under a heading, row by row.</summary>
    public IReadOnlyList<string[]> Rows(string heading) =>
    [
        .. _html.Descendants("section").Single(section => section.Element("h2")?.Value == heading).Descendants("tbody").Elements("tr")
            .Select(static row => row.Elements("td").Select(Words).ToArray()),
    ];

    public IEnumerable<string> Lines(string heading) =>
        _html.Descendants("section").Single(section => section.Element("h2")?.Value == heading).Descendants("li").Select(static line => line.Value);

    // The one element of ours that HTML never closes.
    [GeneratedRegex("<meta([^>/]*)>")]
    private static partial Regex Meta();

    private static string Words(XElement element) => string.Join(' ', element.Value.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
