using System.CommandLine;
using System.CommandLine.Parsing;

namespace MeshLens.Agent.Options;

/// <summary>An option with a unit, a default and a legal range: its help and its error both name all three.</summary>
internal static class BoundedOption
{
    private delegate bool Parse<T>(string text, out T value);

    public static BoundedOption<TimeSpan> Duration(string name, string description, Range<TimeSpan> range) =>
        Create(name, description, range, "duration", "5ms", DurationText.TryParse, DurationText.Format);

    public static BoundedOption<long> Size(string name, string description, Range<long> range) =>
        Create(name, description, range, "size", "16MiB", SizeText.TryParse, SizeText.Format);

    public static BoundedOption<int> Count(string name, string description, Range<int> range) =>
        Create(name, description, range, "count", "100", int.TryParse, value => value.ToString());

    private static BoundedOption<T> Create<T>(
        string name, string description, Range<T> range, string unit, string example, Parse<T> parse, Func<T, string> format)
        where T : struct, IComparable<T>
    {
        var bounds = $"{format(range.Least)} to {format(range.Most)}";
        var option = new Option<T?>(name)
        {
            HelpName = unit,
            Description = $"{description} Default {format(range.Default)}; {bounds}.",
            CustomParser = Read,
        };
        return new(option, range.Default);

        T? Read(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (!parse(text, out var value))
            {
                result.AddError($"{name}: '{text}' is not a {unit}: write it like {example}.");
            }
            else if (!range.Contains(value))
            {
                result.AddError($"{name}: {text} is out of range: choose {bounds}.");
            }

            return value;
        }
    }
}
