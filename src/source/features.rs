//! Which features of the members are on in a build of the whole workspace that asks for none.

use std::collections::{BTreeMap, BTreeSet};

/// Features that are on, by the names of the members: those of `default`, those that members ask of each other, and
/// what these ask for in turn.
pub(super) fn active<'m>(members: &[&'m cargo_metadata::Package]) -> BTreeMap<&'m str, BTreeSet<String>> {
    let by_name: BTreeMap<&str, &cargo_metadata::Package> =
        members.iter().map(|member| (member.name.as_str(), *member)).collect();
    let mut asked: Vec<(&'m str, String)> = Vec::new();
    for member in members {
        asked.push((member.name.as_str(), "default".to_owned()));
        for dependency in member.dependencies.iter().filter(|dependency| !dependency.optional) {
            if let Some((of, _)) = by_name.get_key_value(dependency.name.as_str()) {
                asked.extend(dependency.features.iter().map(|feature| (*of, feature.clone())));
            }
        }
    }
    let mut active: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    while let Some((of, feature)) = asked.pop() {
        let Some(member) = by_name.get(of) else { continue };
        if !active.entry(of).or_default().insert(feature.clone()) {
            continue;
        }
        for value in member.features.get(&feature).into_iter().flatten() {
            let (key, of_dependency) = match value.split_once('/') {
                Some((key, of_dependency)) => (key, Some(of_dependency)),
                None => (value.as_str(), None),
            };
            let key = key.strip_prefix("dep:").unwrap_or(key);
            let key = key.strip_suffix('?').unwrap_or(key);
            let dependency = member.dependencies.iter().find(|one| one.rename.as_deref().unwrap_or(&one.name) == key);
            if let Some((other, _)) = dependency.and_then(|one| by_name.get_key_value(one.name.as_str())) {
                let features = dependency.into_iter().flat_map(|one| &one.features).cloned();
                asked.extend(features.chain(of_dependency.map(str::to_owned)).map(|feature| (*other, feature)));
            }
            if of_dependency.is_none() && !value.starts_with("dep:") {
                asked.push((of, value.clone()));
            }
        }
    }
    active
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, features: &str, dependencies: &str) -> cargo_metadata::Package {
        let text = format!(
            r#"{{"name":"{name}","version":"1.0.0","id":"{name}","dependencies":[{dependencies}],"targets":[],
            "features":{features},"manifest_path":"/{name}/Cargo.toml"}}"#
        );
        serde_json::from_str(&text).expect("is a package")
    }

    fn dependency(name: &str, features: &str, is_optional: bool) -> String {
        format!(
            r#"{{"name":"{name}","req":"*","kind":null,"optional":{is_optional},"uses_default_features":true,
            "features":{features},"target":null}}"#
        )
    }

    #[test]
    fn what_default_and_other_members_ask_for_is_on() {
        let a = package("a", r#"{"default":["x"],"x":["y"],"y":[],"z":["w"],"w":[],"off":[]}"#, "");
        let b = package(
            "b",
            r#"{"default":["more"],"more":["c/deep"]}"#,
            &[dependency("a", r#"["z"]"#, false), dependency("c", r#"["base"]"#, true)].join(","),
        );
        let c = package("c", r#"{"deep":[],"base":[],"off":[]}"#, "");
        let active = active(&[&a, &b, &c]);
        let on = |name: &str| active[name].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(on("a"), ["default", "w", "x", "y", "z"]);
        assert_eq!(on("b"), ["default", "more"]);
        assert_eq!(on("c"), ["base", "deep", "default"]);
    }
}
