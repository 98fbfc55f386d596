using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Templates;
using YamlDotNet.RepresentationModel;

namespace MeshLens.Alerting.Files;

/// <summary>Finds in a template what could never be filled in.</summary>
internal static class TemplateCheck
{
    public static void Check(Template template, string what, YamlNode at, YamlErrors errors)
    {
        if (template.Problem.Length > 0)
        {
            errors.Add(at, $"{what}: {template.Problem}.");
        }

        foreach (var field in template.Fields.Where(static field => !AlertFields.IsKnown(field)))
        {
            errors.Add(at, $"{what}: {{{{{field}}}}} is not known; there are: {string.Join(", ", AlertFields.Names)}, labels.NAME and annotations.NAME.");
        }
    }
}
