using System.CommandLine;

namespace MeshLens.Agent.Options;

/// <summary>Whether results are for people or for scripts.</summary>
internal sealed class OutputOption
{
    public Option<string?> Symbol { get; } = new("--output", "-o")
    {
        HelpName = "table|json",
        Description = "Write a table or JSON. Default table.",
    };

    public OutputOption() => Symbol.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: not ("table" or "json") and var other }])
        {
            result.AddError($"--output: '{other}' is unknown: choose table or json.");
        }
    });

    public bool IsJson(ParseResult result) => result.GetValue(Symbol) == "json";
}
