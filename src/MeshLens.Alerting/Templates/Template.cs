using System.Text;

namespace MeshLens.Alerting.Templates;

/// <summary>A text with places to fill in: <c>{{sentence}}</c>. There is nothing else to learn: no conditions, no loops, no code.</summary>
public sealed class Template
{
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly List<(string Text, bool IsField)> _parts = [];

    private Template(string problem) => Problem = problem;

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public string Problem { get; private set; }

    /// <summary>The fields that it names.</summary>
    public IEnumerable<string> Fields => _parts.Where(static part => part.IsField).Select(static part => part.Text);

    public static Template Parse(string text)
    {
        var template = new Template("");
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            if (open < 0)
            {
                template._parts.Add((text[at..], false));
                break;
            }

            if (open > at)
            {
                template._parts.Add((text[at..open], false));
            }

            var close = text.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
            {
                template.Problem = "a place to fill in begins with {{ and does not end with }}";
                break;
            }

            template._parts.Add((text[(open + Open.Length)..close].Trim(), true));
            at = close + Close.Length;
        }

        return template;
    }

    /// <param name="value">The value of a field.</param>
    /// <param name="escape">Applied to values, never to the text around them.</param>
    public string Render(Func<string, string> value, Func<string, string>? escape = null)
    {
        var written = new StringBuilder();
        foreach (var (text, isField) in _parts)
        {
            written.Append(!isField ? text : escape is null ? value(text) : escape(value(text)));
        }

        return written.ToString();
    }
}
