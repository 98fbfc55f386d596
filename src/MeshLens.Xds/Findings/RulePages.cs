using System.Globalization;
using System.Text;

namespace MeshLens.Xds.Findings;

/// <summary>The documentation of the rules, made from the rules themselves so that it cannot differ from them.</summary>
public static class RulePages
{
    /// <summary>Name of the index among the pages.</summary>
    public const string Index = "README.md";

    /// <summary>Every page by its file name, the index among them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        RuleBook.Rules.Select(static rule => ($"{rule.Id}.md", Page(rule))).Append((Index, IndexPage())).ToDictionary();

    private static string Page(RuleInfo rule) => $"""
        # {rule.Title}

        `{rule.Id}` · {Name(rule.Severity)}

        **Fires when**: {rule.Pattern}

        **Stays silent for**: {rule.Silent}

        **Predicts**: {rule.Predicts}

        **Set in**: {rule.Field}

        **Fix**: {rule.Fix}

        """;

    private static string IndexPage()
    {
        var page = new StringBuilder("""
            # Rules about mesh configuration

            Each rule judges one pattern in what a control plane serves to a proxy, and predicts what must then be seen in signals. An
            *error* hurts now, a *warning* under ordinary conditions, an *info* is worth knowing when the edge is slow. These pages are
            made from the code; a test fails when they differ from it.

            | rule | severity | finds |
            |---|---|---|

            """);
        foreach (var rule in RuleBook.Rules)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {Name(rule.Severity)} | {rule.Title} |\n");
        }

        page.Append("""

            ## What configuration alone cannot decide

            | pattern | why |
            |---|---|

            """);
        foreach (var limit in Limitation.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {limit.Pattern} | {limit.Reason} |\n");
        }

        return page.ToString();
    }

    private static string Name(Severity severity) => severity.ToString().ToLowerInvariant();
}
