using System.Numerics;

namespace MeshLens.Core.Telemetry;

/// <summary>The flags of one record. Flags of newer proxies are kept by name in <see cref="Unknown"/>.</summary>
/// <param name="Bits">One bit per <see cref="ResponseFlag"/>.</param>
/// <param name="Unknown">What had no number, joined by commas; null when there was none.</param>
public readonly record struct ResponseFlags(ulong Bits, string? Unknown = null)
{
    // What a flag says of the request itself, not that it failed: a delay was added, a cache answered.
    private const ulong Harmless = (1UL << (int)ResponseFlag.DelayInjected) | (1UL << (int)ResponseFlag.ResponseFromCacheFilter);

    /// <summary>How many there are.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether one of them says that the request did not get its answer.</summary>
    public bool AnyFailure => (Bits & ~Harmless & ~Bit(ResponseFlag.Other)) != 0;

    /// <summary>Whether a flag is set.</summary>
    public bool Has(ResponseFlag flag) => (Bits & Bit(flag)) != 0;

    /// <summary>These and one more.</summary>
    public ResponseFlags With(ResponseFlag flag) => this with { Bits = Bits | Bit(flag) };

    /// <summary>Reads <c>-</c>, <c>UF</c> or <c>URX,UF</c>.</summary>
    public static ResponseFlags Parse(ReadOnlySpan<char> text)
    {
        var flags = default(ResponseFlags);
        foreach (var range in text.Split(','))
        {
            var name = text[range].Trim();
            if (!name.IsEmpty && name is not "-")
            {
                flags = flags.With(name);
            }
        }

        return flags;
    }

    /// <summary>As proxies write them: the numbered ones in the order of their numbers.</summary>
    public override string ToString()
    {
        if (Bits == 0)
        {
            return "-";
        }

        var names = new List<string>();
        for (var bits = Bits & ~Bit(ResponseFlag.Other); bits != 0; bits &= bits - 1)
        {
            names.Add(ResponseFlagNames.Of((ResponseFlag)BitOperations.TrailingZeroCount(bits)));
        }

        if (Has(ResponseFlag.Other))
        {
            names.Add(Unknown ?? ResponseFlagNames.Of(ResponseFlag.Other));
        }

        return string.Join(',', names);
    }

    private ResponseFlags With(ReadOnlySpan<char> name)
    {
        var flag = ResponseFlagNames.Find(name);
        return flag == ResponseFlag.Other
            ? new(Bits | Bit(flag), Unknown is null ? name.ToString() : $"{Unknown},{name}")
            : With(flag);
    }

    private static ulong Bit(ResponseFlag flag) => 1UL << (int)flag;
}
