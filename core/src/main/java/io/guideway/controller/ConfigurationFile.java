package io.guideway.controller;

import java.nio.file.Path;

/**
 * Reads a configuration file (docs/configuration.md) and refuses it whole if anything is wrong with it. First the YAML, then
 * the schema, then what this version serves, then the sense, of health first: a step runs only if those before found nothing, and reports
 * everything that it finds. Any thread.
 */
public final class ConfigurationFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck();

    private ConfigurationFile() {}

    /**
     * Reads and checks {@code file}.
     *
     * @throws ConfigurationException with every problem that the first failing step found
     */
    public static CheckedConfiguration read(final Path file) throws ConfigurationException {
        final Findings findings = new Findings(file.toString());
        final Item root = Item.root(YamlFile.parse(file), findings);
        SCHEMA.check(root);
        findings.requireNoErrors();
        VersionLimits.check(root);
        findings.requireNoErrors();
        HealthChecks.check(root);
        findings.requireNoErrors();
        final Configuration configuration = ConfigurationReader.read(root);
        Checks.check(root, configuration);
        findings.requireNoErrors();
        return new CheckedConfiguration(configuration, findings.warnings());
    }
}
