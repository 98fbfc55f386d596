using System.Buffers.Text;
using MeshLens.Grains.Connections;

namespace MeshLens.Tracing.Edges;

/// <summary>Reads an address as spans have it, such as <c>10.1.0.3</c> or <c>2001:db8::7</c>, as the number by which connections are found.</summary>
/// <remarks>It makes no object, as it is done for every span that names its ports. Forms that nobody writes (octal, short) are no addresses.</remarks>
internal static class AddressText
{
    private const int Groups = 8;
    private const int GroupBits = 16;
    private const int GroupDigits = 4;

    public static bool TryRead(ReadOnlySpan<byte> text, out UInt128 address)
    {
        if (!text.Contains((byte)':'))
        {
            return TryReadShort(text, out address);
        }

        text = text is [(byte)'[', .. var inner, (byte)']'] ? inner : text;
        return TryReadLong(text.IndexOf((byte)'%') is >= 0 and var scope ? text[..scope] : text, out address);
    }

    private static bool TryReadShort(ReadOnlySpan<byte> text, out UInt128 address)
    {
        var (value, parts) = (0u, 0);
        address = default;
        foreach (var range in text.Split((byte)'.'))
        {
            var part = text[range];
            if (parts++ == 4 || part is [(byte)'0', _, ..] || !Utf8Parser.TryParse(part, out byte read, out var used) || used != part.Length || part[0] == '+')
            {
                return false;
            }

            value = (value << 8) | read;
        }

        address = ConnectionEnds.Mapped(value);
        return parts == 4;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> text, out UInt128 address)
    {
        var gap = text.IndexOf("::"u8);
        if (gap < 0)
        {
            return TryReadGroups(text, out address, out var count) && count == Groups;
        }

        address = default;
        var before = text[..gap];
        var behind = text[(gap + 2)..];
        if (before.Contains((byte)'.') || !TryReadGroups(before, out var high, out var left) || !TryReadGroups(behind, out var low, out var right) || left + right >= Groups)
        {
            return false;
        }

        address = (high << (GroupBits * (Groups - left))) | low;
        return true;
    }

    private static bool TryReadGroups(ReadOnlySpan<byte> text, out UInt128 groups, out int count)
    {
        (groups, count) = (default, 0);
        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var range in text.Split((byte)':'))
        {
            var group = text[range];
            if (group.Contains((byte)'.'))
            {
                // The last two groups may be written as an address of version 4.
                count += 2;
                var isShort = TryReadShort(group, out var mapped);
                groups = (groups << (2 * GroupBits)) | (uint)(mapped & uint.MaxValue);
                return isShort && range.End.GetOffset(text.Length) == text.Length && count <= Groups;
            }

            if (++count > Groups || group.Length is 0 or > GroupDigits || !Utf8Parser.TryParse(group, out ushort value, out var used, 'X') || used != group.Length)
            {
                return false;
            }

            groups = (groups << GroupBits) | value;
        }

        return true;
    }
}
