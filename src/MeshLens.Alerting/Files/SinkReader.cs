using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.Templates;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Reads one sink.</summary>
/// <remarks>
/// <code>
/// - name: operations
///   alertmanager: { url: http://127.0.0.1:9093, resend: 1m }
/// - name: chat
///   webhook:
///     url: https://chat.example.org/hooks/4
///     secretFile: /etc/meshlens/chat.secret
///     body: '{"text": "{{sentence}} {{diagnosis}}"}'
/// </code>
/// </remarks>
internal sealed class SinkReader(YamlErrors errors)
{
    private static readonly TimeSpan LongestResend = TimeSpan.FromMinutes(5);

    private readonly ValueReader _values = new(errors);

    public SinkOptions? Read(YamlNode node)
    {
        if (YamlMap.Of(node, "a sink", errors) is not { } map)
        {
            return null;
        }

        var name = map.Text("name");
        if (name is null)
        {
            _values.Missing(node, "name", "operations");
        }

        var (alertmanager, webhook) = (map.Take(SinkOptions.Alertmanager), map.Take(SinkOptions.Webhook));
        map.End("a sink");
        if ((alertmanager is null) == (webhook is null))
        {
            errors.Add(node, "a sink is either an 'alertmanager' or a 'webhook': write one of them.");
            return null;
        }

        return alertmanager is not null ? Alertmanager(name?.Text ?? "", alertmanager) : Webhook(name?.Text ?? "", webhook!);
    }

    private SinkOptions? Alertmanager(string name, YamlNode node)
    {
        const string example = "http://127.0.0.1:9093";
        if (YamlMap.Of(node, "an alertmanager", errors) is not { } map)
        {
            return null;
        }

        var url = Url(map, example);
        var sink = new SinkOptions
        {
            Name = name,
            Kind = SinkOptions.Alertmanager,
            Url = url ?? new(example),
            TokenFile = _values.ExistingFile(map, "tokenFile"),
            AuthorityFile = _values.Authorities(map, "caFile"),
            Resend = _values.Duration(map, "resend", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), LongestResend),
        };
        map.End("an alertmanager");
        return url is null ? null : sink;
    }

    private SinkOptions? Webhook(string name, YamlNode node)
    {
        const string example = "https://chat.example.org/hooks/4";
        if (YamlMap.Of(node, "a webhook", errors) is not { } map)
        {
            return null;
        }

        var url = Url(map, example);
        var secret = _values.ExistingFile(map, "secretFile");
        if (secret is null)
        {
            errors.Add(node, "secretFile is missing; name a file with the secret that notifications are signed with.");
        }

        var sink = new SinkOptions
        {
            Name = name,
            Kind = SinkOptions.Webhook,
            Url = url ?? new(example),
            TokenFile = _values.ExistingFile(map, "tokenFile"),
            AuthorityFile = _values.Authorities(map, "caFile"),
            SecretFile = secret,
            Body = Body(map),
            ContentType = ContentType(map),
        };
        map.End("a webhook");
        return url is null || secret is null ? null : sink;
    }

    private Uri? Url(YamlMap map, string example)
    {
        if (!map.Has("url"))
        {
            _values.Missing(map.Node, "url", example);
        }

        return _values.Address(map, "url", example);
    }

    private Template? Body(YamlMap map)
    {
        if (map.Text("body") is not { } found)
        {
            return null;
        }

        var template = Template.Parse(found.Text);
        TemplateCheck.Check(template, "body", found.At, errors);
        return template;
    }

    private string ContentType(YamlMap map)
    {
        if (map.Text("contentType") is not { } found)
        {
            return "application/json";
        }

        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(found.Text, out _))
        {
            errors.Add(found.At, $"contentType '{found.Text}' is none; write for example text/plain.");
            return "application/json";
        }

        return found.Text;
    }
}
