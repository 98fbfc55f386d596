namespace MeshLens.Server.Listeners;

/// <summary>A bearer token's file: one line of printable ASCII without blanks, as it must go into a header.</summary>
internal static class TokenFile
{
    /// <summary>The token, or null and a sentence that says what is wrong with the file. The sentence does not quote the file.</summary>
    public static string? Read(string file, out string? problem)
    {
        try
        {
            var token = File.ReadAllText(file).Trim();
            problem = token.Length > 0 && token.All(c => c is > ' ' and <= '~')
                ? null
                : $"The token file {file} does not hold a token: write one line of printable ASCII without blanks.";
            return problem is null ? token : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"The token file {file} cannot be read ({Reason(file, e)}): give a file with the token that this user may read.";
            return null;
        }
    }

    private static string Reason(string file, Exception fault) => fault switch
    {
        _ when Directory.Exists(file) => "it is a directory",
        FileNotFoundException or DirectoryNotFoundException => "there is none",
        UnauthorizedAccessException => "permission denied",
        _ => fault.Message.TrimEnd('.'),
    };
}
