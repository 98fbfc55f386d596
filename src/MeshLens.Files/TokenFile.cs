using System.Text;

namespace MeshLens.Files;

/// <summary>A bearer token's file: one line of visible ASCII, as it must go into a header. Read at each use, because tokens are renewed under us.</summary>
/// <remarks>
/// Headers refuse anything else, and say so with the token in the sentence. What is said here names the file and never shows what is in it.
/// </remarks>
public static class TokenFile
{
    /// <summary>More than that is no token.</summary>
    public const int LongestBytes = 16 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a header can carry it.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>The token as the file holds it now.</summary>
    /// <exception cref="IOException">There is none. The message is a sentence for whoever can mend it.</exception>
    public static string Read(string file) => Read(file, out var problem) ?? throw new IOException(problem);

    /// <summary>The token as the file holds it now, or null and a sentence that says what is wrong and what to do.</summary>
    public static string? Read(string file, out string? problem)
    {
        Span<byte> content = stackalloc byte[LongestBytes + 1];
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            content = content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"The token file {file} cannot be read ({Reason(file, e)}): give a file with the token that this user may read.";
            return null;
        }

        var token = Line(content);
        problem = Mistake(content.Length, token) is { } mistake
            ? $"The token file {file} {mistake}: write the token there, one line of visible ASCII letters without blanks."
            : null;
        return problem is null ? Encoding.ASCII.GetString(token) : null;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> content)
    {
        var text = content.StartsWith(ByteOrderMark) ? content[ByteOrderMark.Length..] : content;
        return text[Ascii.Trim(text)];
    }

    private static string? Mistake(int bytes, ReadOnlySpan<byte> token) =>
        bytes > LongestBytes ? $"is longer than {LongestBytes >> 10} KiB"
        : token.IsEmpty ? "is empty"
        : token.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? "does not hold a token"
        : null;

    private static string Reason(string file, Exception fault) => fault switch
    {
        _ when Directory.Exists(file) => "it is a directory",
        FileNotFoundException or DirectoryNotFoundException => "there is none",
        UnauthorizedAccessException => "permission denied",
        _ => fault.Message.TrimEnd('.'),
    };
}
