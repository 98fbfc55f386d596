{{- define "meshlens.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- define "meshlens.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 53 | trimSuffix "-" -}}
{{- else if contains (include "meshlens.name" .) .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "meshlens.name" .) | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "meshlens.selector" -}}
app.kubernetes.io/name: {{ include "meshlens.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "meshlens.labels" -}}
{{ include "meshlens.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "meshlens.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* As the server reads addresses: http:// and istiod's port 15010 are plaintext. The schema lets nobody mix. */}}
{{- define "meshlens.istiodIsPlaintext" -}}
{{- if regexMatch "^(http://.*|[^/]+:15010)$" (first .Values.istiod.addresses) -}}true{{- end -}}
{{- end -}}

{{- define "meshlens.serverAccount" -}}
{{ .Values.serviceAccounts.server | default (include "meshlens.fullname" .) }}
{{- end -}}

{{- define "meshlens.agentAccount" -}}
{{ .Values.serviceAccounts.agent | default (printf "%s-agent" (include "meshlens.fullname" .)) }}
{{- end -}}
