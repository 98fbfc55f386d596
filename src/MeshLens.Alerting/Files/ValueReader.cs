using System.Globalization;
using MeshLens.Files;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Reads plain values with units; what cannot be read is an error that says how to write it.</summary>
internal sealed class ValueReader(YamlErrors errors)
{
    // 500ms, 30s, 5m, 1h30m
    public TimeSpan Duration(YamlMap map, string key, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (map.Text(key) is not { } found)
        {
            return otherwise;
        }

        if (Duration(found.Text) is not { } time)
        {
            errors.Add(found.At, $"{key} '{found.Text}' is no duration; write for example 30s, 5m or 1h30m.");
            return otherwise;
        }

        if (time < least || time > most)
        {
            errors.Add(found.At, $"{key} is {found.Text}; set it between {Written(least)} and {Written(most)}.");
        }

        return time;
    }

    public TimeSpan? Duration(YamlMap map, string key, TimeSpan least, TimeSpan most)
    {
        var time = Duration(map, key, TimeSpan.MinValue, least, most);
        return time == TimeSpan.MinValue ? null : time;
    }

    // 0.6 or 60%
    public double? Part(YamlMap map, string key, double most = 1)
    {
        if (map.Text(key) is not { } found)
        {
            return null;
        }

        var percent = found.Text.EndsWith('%');
        if (!Number(percent ? found.Text[..^1] : found.Text, out var value))
        {
            errors.Add(found.At, $"{key} '{found.Text}' is no part of a whole; write for example 0.6 or 60%.");
            return null;
        }

        value = percent ? value / 100 : value;
        if (value < 0 || value > most)
        {
            errors.Add(found.At, string.Create(CultureInfo.InvariantCulture, $"{key} is {found.Text}; set it between 0 and {most}."));
        }

        return value;
    }

    // 5 or 5/s
    public double? Rate(YamlMap map, string key)
    {
        if (map.Text(key) is not { } found)
        {
            return null;
        }

        var text = found.Text.EndsWith("/s", StringComparison.Ordinal) ? found.Text[..^2] : found.Text;
        if (!Number(text, out var value) || value < 0)
        {
            errors.Add(found.At, $"{key} '{found.Text}' is no rate; write requests per second, for example 5 or 0.5/s.");
            return null;
        }

        return value;
    }

    public Uri? Address(YamlMap map, string key, string example)
    {
        if (map.Text(key) is not { } found)
        {
            return null;
        }

        if (Uri.TryCreate(found.Text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            if (address.UserInfo.Length > 0)
            {
                errors.Add(found.At, $"{key} has a user or a password in it, which are not sent; leave them out, and use tokenFile where a token will do.");
            }

            return address;
        }

        errors.Add(found.At, $"{key} '{found.Text}' is no address; write for example {example}.");
        return null;
    }

    public string? ExistingFile(YamlMap map, string key) => NamedFile(map, key)?.Text;

    /// <summary>A file with certificates, PEM.</summary>
    public string? Authorities(YamlMap map, string key)
    {
        var file = NamedFile(map, key);
        if (file is { } found && File.Exists(found.Text) && AuthorityFile.Read(found.Text, out var problem) is null)
        {
            errors.Add(found.At, $"{key}: {problem}");
        }

        return file?.Text;
    }

    private (string Text, YamlNode At)? NamedFile(YamlMap map, string key)
    {
        var file = map.Text(key);
        if (file is { } found && !File.Exists(found.Text))
        {
            errors.OfFiles.Add(found.At, $"{key}: the file {found.Text} does not exist; create it, or name another.");
        }

        return file;
    }

    public void Missing(YamlNode at, string key, string example) => errors.Add(at, $"{key} is missing; write for example {key}: {example}.");

    public static TimeSpan? Duration(string text)
    {
        var (total, at) = (TimeSpan.Zero, 0);
        while (at < text.Length)
        {
            var digits = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var unit = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            if (!Number(text[digits..unit], out var value) || UnitOf(text[unit..at]) is not { } length || value * length.TotalDays > 3650)
            {
                return null;
            }

            total += value * length;
            if (total.TotalDays > 3650)
            {
                return null;
            }
        }

        return text.Length == 0 ? null : total;
    }

    private static TimeSpan? UnitOf(string unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static string Written(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } when time.Minutes == 0 && time.Seconds == 0 => $"{(int)time.TotalHours}h",
        { TotalMinutes: >= 1 } when time.Seconds == 0 => $"{(int)time.TotalMinutes}m",
        _ => $"{(int)time.TotalSeconds}s",
    };

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
