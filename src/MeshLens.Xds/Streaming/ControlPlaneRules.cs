namespace MeshLens.Xds.Streaming;

/// <summary>What makes control plane options unusable.</summary>
internal static class ControlPlaneRules
{
    private const int SmallestMessageLimit = 64 << 10;

    public static IEnumerable<string> Broken(ControlPlaneOptions options)
    {
        if (options.Addresses.Count == 0)
        {
            yield return "No control plane address is given: give at least one, such as https://istiod.istio-system.svc:15012.";
        }

        foreach (var address in options.Addresses.Where(static address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            yield return $"The control plane address {address} is neither http:// (plaintext) nor https:// (TLS).";
        }

        foreach (var problem in AddressProblems(options).Concat(FileProblems(options)))
        {
            yield return problem;
        }

        if (options.LargestMessageBytes < SmallestMessageLimit)
        {
            yield return $"The message limit of {options.LargestMessageBytes} bytes is too small for any push: give at least {SmallestMessageLimit}.";
        }

        if (options.FirstWait <= TimeSpan.Zero || options.LongestWait < options.FirstWait)
        {
            yield return $"The waits {options.FirstWait} to {options.LongestWait} are no range: the first must be above zero and not above the longest.";
        }
    }

    private static IEnumerable<string> AddressProblems(ControlPlaneOptions options)
    {
        var plaintext = options.Addresses.FirstOrDefault(static address => address is { IsAbsoluteUri: true, Scheme: "http" });
        if (plaintext is not null && options.TokenFile is not null)
        {
            yield return $"A token would be sent in the clear to {plaintext}: use https:// and port 15012, or leave the token out.";
        }

        if (plaintext is not null && (options.ClientCertificateFile ?? options.AuthorityFile) is not null)
        {
            yield return $"Certificates are of no use with {plaintext}: use https:// and port 15012, or leave them out.";
        }
    }

    private static IEnumerable<string> FileProblems(ControlPlaneOptions options)
    {
        if (options.ClientCertificateFile is null != options.ClientKeyFile is null)
        {
            yield return "A client certificate and its key belong together: give both files or neither.";
        }

        string?[] files = [options.AuthorityFile, options.TokenFile, options.ClientCertificateFile, options.ClientKeyFile];
        foreach (var file in files.OfType<string>().Where(static file => !File.Exists(file)))
        {
            yield return $"The file {file} does not exist or cannot be read.";
        }
    }
}
