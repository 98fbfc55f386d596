using System.Diagnostics;

namespace Chart.Tests;

/// <summary>Runs Helm on the chart, away from any cluster and from the user's own settings.</summary>
internal static class Helm
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("helm-").FullName;
        try
        {
            var start = new ProcessStartInfo(HelmBinary.Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var variable in new[] { "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "HOME" })
            {
                start.Environment[variable] = home;
            }

            start.Environment["KUBECONFIG"] = Path.Combine(home, "none");
            using var helm = Process.Start(start)!;
            var error = helm.StandardError.ReadToEndAsync();
            var output = helm.StandardOutput.ReadToEnd();
            helm.WaitForExit();
            return (helm.ExitCode, output, error.Result);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>The objects as a cluster would get them.</summary>
    public static string Render(params string[] more)
    {
        var (code, output, error) = Run(["template", "meshlens", Chart.Folder, "--namespace", "istio-system", "--kube-version", "1.33.0", .. more]);
        Assert.True(code == 0, error);
        return output;
    }
}
