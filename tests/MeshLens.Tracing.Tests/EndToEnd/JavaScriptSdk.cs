using System.Diagnostics;

namespace MeshLens.Tracing.Tests.EndToEnd;

/// <summary>A program with OpenTelemetry's SDK for JavaScript. Its packages are pinned by a lock file and kept under artifacts.</summary>
internal static class JavaScriptSdk
{
    private const string LockFile = "package-lock.json";

    private static readonly Lock Gate = new();

    private static string Folder { get; } = Path.Combine(Root(), "artifacts", "otel-javascript");

    // What was installed to its end: written last, so that an installation which was broken off is done again.
    private static string Installed => Path.Combine(Folder, "node_modules", "installed-lock.json");

    /// <summary>Exports so many spans, and says what the program printed at its end.</summary>
    public static async Task<string> ExportAsync(string kind, Uri to, int count, CancellationToken cancellation)
    {
        await Task.Run(Install, cancellation);
        using var program = Start("node", Folder, "spans.js", kind, to.AbsoluteUri, $"{count}");
        try
        {
            var output = await program.StandardOutput.ReadToEndAsync(cancellation);
            await program.WaitForExitAsync(cancellation);
            return output.Trim();
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }

    private static void Install()
    {
        lock (Gate)
        {
            var source = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "javascript");
            var isFresh = IsInstalled(Path.Combine(source, LockFile));
            Directory.CreateDirectory(Folder);
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
            }

            if (isFresh)
            {
                return;
            }

            using var npm = Start("npm", Folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            Assert.True(npm.ExitCode == 0, "npm could not get OpenTelemetry's packages for JavaScript.");
            File.Copy(Path.Combine(source, LockFile), Installed, overwrite: true);
        }
    }

    private static bool IsInstalled(string lockFile) => File.Exists(Installed) && File.ReadAllText(Installed) == File.ReadAllText(lockFile);

    private static Process Start(string program, string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MeshLens.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
