using MeshLens.Alerting.Files;

namespace MeshLens.Alerting.Hosting;

/// <summary>Everything that is wrong with what the server was told about alerts, each with the fix.</summary>
public static class AlertingValidation
{
    public static IReadOnlyList<string> Validate(AlertingOptions options)
    {
        List<string> mistakes = [.. options.Alertmanagers.Where(static url => !url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            .Select(static url => $"--alertmanager '{url}' is no address; write for example http://127.0.0.1:9093.")];
        mistakes.AddRange(options.Alertmanagers.Where(static url => url.IsAbsoluteUri && url.UserInfo.Length > 0)
            .Select(static _ => "--alertmanager has a user or a password in its address, which are not sent; name it in a file for --alerts with tokenFile."));
        if (options.File is { } path)
        {
            mistakes.AddRange(OfFile(path));
        }

        return mistakes;
    }

    private static IEnumerable<string> OfFile(string path)
    {
        try
        {
            AlertFileReader.Read(File.ReadAllText(path), out var errors);
            return errors.Select(error => $"{path}, {error}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [$"The alert file {path} cannot be read ({failure.Message}); leave --alerts out to have the built-in rules."];
        }
    }
}
