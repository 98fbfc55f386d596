using System.Buffers;

namespace MeshLens.Server.Hosting;

/// <summary>Reads a file of headers that go with every request to a backend.</summary>
/// <remarks>
/// <code>
/// authorization: Bearer abc
/// x-tenant: shop
/// </code>
/// A header that one of the transports does not take would stop everything that is sent on, so all of them are looked at when the server starts.
/// </remarks>
internal static class HeadersFile
{
    private static readonly SearchValues<char> OfNames =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] OfTheTransport =
        ["connection", "content-encoding", "content-length", "content-type", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

    /// <param name="file">Its name.</param>
    /// <param name="headers">Gets them, by their names in lower case.</param>
    /// <param name="problems">Gets what is wrong, by line; never what stands there, as a value may be a secret.</param>
    public static void Read(string file, Dictionary<string, string> headers, List<string> problems)
    {
        try
        {
            foreach (var (number, line) in File.ReadLines(file).Index().Where(static each => !string.IsNullOrWhiteSpace(each.Item)))
            {
                var (name, value) = line.Split(':', 2, StringSplitOptions.TrimEntries) is [var before, var behind] ? (before, behind) : ("", "");
                headers[name.ToLowerInvariant()] = value;
                if (Problem(name, value) is { } problem)
                {
                    problems.Add($"Line {number + 1} of {file} {problem}");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The file {file} of --otlp-headers cannot be read ({e.Message.TrimEnd('.')}): name one that this user may read.");
        }
    }

    private static string? Problem(string name, string value) =>
        name.Length == 0 || value.Length == 0 || name.AsSpan().ContainsAnyExcept(OfNames) ? "is no header: write NAME: VALUE."
        : value.Any(static letter => letter is not '\t' and (< ' ' or > '~')) ? "has letters that a header cannot carry: write the value in ASCII."
        : OfTheTransport.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) ? "names a header that MeshLens sets itself: leave it out."
        : name.EndsWith("-bin", StringComparison.OrdinalIgnoreCase) ? "names a header that gRPC takes for bytes: give it another name."
        : null;
}
