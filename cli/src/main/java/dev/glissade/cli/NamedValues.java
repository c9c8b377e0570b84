package dev.glissade.cli;

import java.util.ArrayList;
import java.util.List;

/// Something that is chosen by its name, and values for it, as a person types them: `NAME:KEY=VALUE,KEY=VALUE`.
///
/// @param settings in the order in which they were typed
record NamedValues(String name, List<Setting> settings) {

    /// One value.
    record Setting(String key, String value) {}

    /// Reads a name, and values where there is a colon.
    ///
    /// @param option  as it was typed, for the message
    /// @param form    the form that is asked for, with an example
    /// @throws UsageException if it is not of this form
    static NamedValues of(String option, String text, String form) {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        var settings = new ArrayList<Setting>();
        if (colon >= 0) {
            for (String setting : text.substring(colon + 1).split(",", -1)) {
                settings.add(setting(option, setting, form));
            }
        }
        if (name.isEmpty()) {
            throw new UsageException(option, "not of the form " + form);
        }
        return new NamedValues(name, List.copyOf(settings));
    }

    /// Reads `KEY=VALUE`.
    ///
    /// @throws UsageException if it is not of this form
    static Setting setting(String option, String text, String form) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException(option, "not of the form " + form);
        }
        return new Setting(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
}
