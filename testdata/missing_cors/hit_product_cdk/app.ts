import { App, Stack, aws_iam as iam, aws_s3 as s3, aws_servicecatalog as catalog } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Catalog');
const product = new catalog.ProductStack(stack, 'Labeling');
const scans = new s3.Bucket(product, 'Scans');
const role = new iam.Role(product, 'Role', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerGroundTruthExecution')],
});
scans.grantRead(role);
new catalog.CloudFormationProduct(stack, 'Product', {
  productName: 'Labeling',
  owner: 'vision',
  productVersions: [{ cloudFormationTemplate: catalog.CloudFormationTemplate.fromProductStack(product) }],
});
