namespace MeshLens.Agent.NodeProxy;

/// <summary>A line as container runtimes write it: time, stream, whether it is whole, and what the container wrote.</summary>
/// <example><code>2024-07-02T13:41:03.203467123Z stdout F 2024-07-02T13:41:03.203467Z	info	access	connection complete	src.addr=…</code></example>
/// <remarks>Runtimes cut what is longer than 16 KiB: every part but the last is tagged P.</remarks>
internal readonly ref struct CriLine
{
    private CriLine(ReadOnlySpan<byte> content, bool isError, bool isPart)
    {
        Content = content;
        IsError = isError;
        IsPart = isPart;
    }

    /// <summary>What the container wrote.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>It was written to the standard error; parts of both streams alternate.</summary>
    public bool IsError { get; }

    /// <summary>More of this line follows.</summary>
    public bool IsPart { get; }

    /// <summary>Reads a line. One without such a prefix is a whole line of a file that the proxy wrote itself.</summary>
    public static CriLine Read(ReadOnlySpan<byte> line)
    {
        var stream = AfterBlank(line);
        var tag = AfterBlank(stream);
        var isError = stream.StartsWith("stderr "u8);
        return (isError || stream.StartsWith("stdout "u8)) && tag.Length > 0 && tag[0] is (byte)'F' or (byte)'P' && (tag.Length == 1 || tag[1] is (byte)' ' or (byte)':')
            ? new(AfterBlank(tag), isError, tag[0] == (byte)'P')
            : new(line, false, false);
    }

    private static ReadOnlySpan<byte> AfterBlank(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)' ') is >= 0 and var blank ? text[(blank + 1)..] : default;
}
