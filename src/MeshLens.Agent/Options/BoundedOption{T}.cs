using System.CommandLine;

namespace MeshLens.Agent.Options;

/// <summary>A <see cref="BoundedOption"/> and the value it has when it is not given.</summary>
internal sealed class BoundedOption<T>(Option<T?> option, T fallback)
    where T : struct
{
    public Option<T?> Symbol { get; } = option;

    public T Read(ParseResult result) => result.GetValue(Symbol) ?? fallback;
}
