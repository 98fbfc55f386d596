using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using MeshLens.Protocol.Transport;

namespace MeshLens.Agent.Options;

/// <summary>Options of every agent that reports: where to, and as whom.</summary>
internal sealed class ReportOptions
{
    private readonly Option<ServerAddress?> _server = new("--server")
    {
        HelpName = "url",
        Description = "The MeshLens server: https://host:port, http://127.0.0.1:port or unix:/path. Required.",
        CustomParser = ReadServer,
        DefaultValueFactory = result =>
        {
            result.AddError("--server is missing: say where to send, for example --server http://127.0.0.1:port or unix:/run/meshlens/agent.sock.");
            return null;
        },
    };
    private readonly Option<string?> _token = FileOption("--token-file", "File with the bearer token; read again for every connection.");
    private readonly Option<string?> _authority = FileOption("--ca-file", "PEM file of the authorities to trust instead of the system's, or of the server's own certificate.");
    private readonly Option<string?> _node = NameOption("--node", "Name of this node. Default: the host name.");
    private readonly Option<string?> _cluster = NameOption("--cluster", "Name of the cluster. Default: none.");
    private readonly Option<string?> _zone = NameOption("--zone", "Zone of this node. Default: none.");
    private readonly Option<bool> _dieWithParent = new("--die-with-parent") { Description = "End when the process that started this one ends." };

    public ReportOptions() => _authority.Validators.Add(CheckAuthority);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _server, _token, _authority, _node, _cluster, _zone, _dieWithParent })
        {
            command.Add(option);
        }
    }

    public AgentOptions Read(ParseResult result) => new()
    {
        Server = result.GetRequiredValue(_server)!,
        TokenFile = result.GetValue(_token),
        AuthorityFile = result.GetValue(_authority),
        Node = result.GetValue(_node) ?? Environment.MachineName,
        Cluster = result.GetValue(_cluster) ?? "",
        Zone = result.GetValue(_zone) ?? "",
        DieWithParent = result.GetValue(_dieWithParent),
    };

    private void CheckAuthority(OptionResult result)
    {
        if (result.GetValue(_server) is { IsEncrypted: false } server)
        {
            result.AddError($"--ca-file is of no use with {server}: leave it out, or use an https:// server.");
        }
        else if (result.GetValue(_authority) is { } file && File.Exists(file) && !HoldsCertificates(file))
        {
            result.AddError($"--ca-file: {file} holds no certificate that can be read: give a PEM file (-----BEGIN CERTIFICATE-----).");
        }
    }

    private static bool HoldsCertificates(string file)
    {
        try
        {
            _ = ServerTrust.Only(file);
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ServerAddress? ReadServer(ArgumentResult result)
    {
        var server = ServerAddress.Parse(result.Tokens[0].Value, out var error);
        if (error is not null)
        {
            result.AddError("--server: " + error);
        }

        return server;
    }

    private static Option<string?> FileOption(string name, string description) => new(name)
    {
        HelpName = "file",
        Description = description,
        CustomParser = result =>
        {
            var path = result.Tokens[0].Value;
            if (!File.Exists(path))
            {
                result.AddError($"{name}: there is no file {path}: create it, or leave the option out.");
            }

            return path;
        },
    };

    private static Option<string?> NameOption(string name, string description) => new(name)
    {
        HelpName = "name",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Length is 0 or > 253 || text.Any(char.IsControl))
            {
                result.AddError($"{name}: a name has 1 to 253 printable characters: shorten it.");
            }

            return text;
        },
    };
}
